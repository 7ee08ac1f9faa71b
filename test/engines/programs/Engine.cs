using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

/// <summary>Each line's pattern against the line's texts with Regex.IsMatch; see ../program-engine.ts for the form.</summary>
public static class Engine
{
    public static void Main()
    {
        for (string line = Console.In.ReadLine(); line != null; line = Console.In.ReadLine())
        {
            Console.Out.WriteLine(Row(line.Split(' ').Select(Decoded).ToArray()));
        }
    }

    private static string Row(string[] fields)
    {
        try
        {
            Regex pattern = new Regex(fields[0]);
            return string.Concat(fields.Skip(1).Select(text => pattern.IsMatch(text) ? "1" : "0"));
        }
        catch (ArgumentException)
        {
            return "E";
        }
    }

    private static string Decoded(string field)
    {
        byte[] bytes = new byte[field.Length / 2];
        for (int index = 0; index < bytes.Length; index += 1)
        {
            bytes[index] = Convert.ToByte(field.Substring(1 + 2 * index, 2), 16);
        }
        return Encoding.UTF8.GetString(bytes);
    }
}
