namespace HeadlessDiscovery.Samples.Tests;

/// <summary>The lines of a sample between <c>// doc: name</c> and <c>// doc: end</c>, without their common indentation; parts of one name are joined by an empty line.</summary>
internal static class MarkedCode
{
    private const string Marker = "// doc: ";

    public static string Read(string path, string name)
    {
        var parts = new List<string>();
        List<string>? lines = null;
        foreach (var line in Repository.Read(path).Split('\n'))
        {
            if (line.Trim() == Marker + "end")
            {
                if (lines is not null)
                {
                    parts.Add(Dedent(lines));
                    lines = null;
                }
            }
            else if (line.Trim() == Marker + name)
            {
                lines = [];
            }
            else
            {
                lines?.Add(line);
            }
        }

        return string.Join("\n\n", parts);
    }

    private static string Dedent(List<string> lines)
    {
        var indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line)).Trim('\n');
    }
}
