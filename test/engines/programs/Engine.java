import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Each line's pattern against the line's texts with Matcher.find; see ../program-engine.ts for the form. */
public final class Engine {
    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(row(line.split(" ")));
        }
    }

    private static String row(String[] fields) {
        try {
            Pattern pattern = Pattern.compile(decoded(fields[0]));
            StringBuilder row = new StringBuilder();
            for (int index = 1; index < fields.length; index += 1) {
                row.append(pattern.matcher(decoded(fields[index])).find() ? '1' : '0');
            }
            return row.toString();
        } catch (PatternSyntaxException error) {
            return "E";
        }
    }

    private static String decoded(String field) {
        byte[] bytes = new byte[field.length() / 2];
        for (int index = 0; index < bytes.length; index += 1) {
            bytes[index] = (byte) Integer.parseInt(field.substring(1 + 2 * index, 3 + 2 * index), 16);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
