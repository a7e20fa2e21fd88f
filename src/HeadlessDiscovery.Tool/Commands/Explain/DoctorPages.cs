using System.Collections.Immutable;

namespace HeadlessDiscovery.Tool.Commands.Explain;

/// <summary>docs/doctor.md and docs/ko/doctor.md as they were when the tool was built: a section for each code.</summary>
internal static class DoctorPages
{
    private const string SectionMark = "### ";

    private static readonly Lazy<ImmutableSortedDictionary<string, string>> English = new(() => Read("doctor.en.md"));
    private static readonly Lazy<ImmutableSortedDictionary<string, string>> Korean = new(() => Read("doctor.ko.md"));

    /// <summary>Every code that has a section, in order.</summary>
    public static IEnumerable<string> Codes => English.Value.Keys;

    public static ImmutableSortedDictionary<string, string> Of(FindingLanguage language) => language == FindingLanguage.Korean ? Korean.Value : English.Value;

    /// <summary>A code as it is written: HP311 for hp311 and for 311.</summary>
    public static string Normal(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        return code.Length == 3 && code.All(char.IsAsciiDigit) ? $"HP{code}" : code;
    }

    private static ImmutableSortedDictionary<string, string> Read(string resource)
    {
        using var stream = typeof(DoctorPages).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The tool was built without its page {resource}.");
        using var reader = new StreamReader(stream);
        return Sections(reader.ReadToEnd()).ToImmutableSortedDictionary(section => section.Code, section => section.Text, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Code, string Text)> Sections(string page)
    {
        var lines = page.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(SectionMark, StringComparison.Ordinal))
            {
                var end = i + 1;
                while (end < lines.Length && !lines[end].StartsWith('#'))
                {
                    end++;
                }

                yield return (lines[i][SectionMark.Length..], string.Join('\n', lines[(i + 1)..end]).Trim());
            }
        }
    }
}
