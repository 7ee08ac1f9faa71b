import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Each pattern against each text with Matcher.find; see ../engines.ts for the form of both ends. */
public final class Engine {
    public static void main(String[] arguments) throws Exception {
        List<String> patterns = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.isEmpty()) continue;
            byte[] bytes = HexFormat.of().parseHex(line.substring(1).trim());
            (line.charAt(0) == 'P' ? patterns : texts).add(new String(bytes, StandardCharsets.UTF_8));
        }
        for (String source : patterns) System.out.println(row(source, texts));
    }

    private static String row(String source, List<String> texts) {
        try {
            Pattern pattern = Pattern.compile(source);
            StringBuilder row = new StringBuilder();
            for (String text : texts) row.append(pattern.matcher(text).find() ? '1' : '0');
            return row.toString();
        } catch (PatternSyntaxException error) {
            return "E";
        }
    }
}
