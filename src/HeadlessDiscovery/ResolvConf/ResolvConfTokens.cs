namespace HeadlessDiscovery.ResolvConf;

/// <summary>Splits one line into tokens at spaces and tabs, up to a comment.</summary>
internal ref struct ResolvConfTokens(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> rest = line;

    public bool TryNext(out ReadOnlySpan<char> token)
    {
        token = [];
        rest = rest.TrimStart(" \t");

        // glibc and Go know comments in column 1 only, and make 'search a.test # x' search '#' and 'x'.
        if (rest.IsEmpty || rest[0] is '#' or ';')
        {
            rest = [];
            return false;
        }

        var end = rest.IndexOfAny(' ', '\t');
        token = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];
        return true;
    }
}
