namespace HeadlessDiscovery.Tool;

/// <summary>What was probably meant.</summary>
internal static class Spelling
{
    public static IReadOnlyList<string> Near(string text, IEnumerable<string> known)
    {
        var most = Math.Max(1, text.TrimStart('-').Length / 3);
        return [.. known
            .Select(word => (Word: word, Distance: Distance(text, word)))
            .Where(near => near.Distance <= most)
            .OrderBy(near => near.Distance)
            .Take(3)
            .Select(near => near.Word)];
    }

    // Levenshtein, and a swap of neighbours is one step: "--prot" is near "--port".
    private static int Distance(string left, string right)
    {
        var steps = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                steps[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1,
                        steps[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
                }
            }
        }

        return steps[left.Length, right.Length];
    }
}
