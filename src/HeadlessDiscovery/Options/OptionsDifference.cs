namespace HeadlessDiscovery.Options;

/// <summary>Which options differ.</summary>
internal static class OptionsDifference
{
    public static IEnumerable<string> Names(HeadlessPeersOptions left, HeadlessPeersOptions right) =>
        OptionReaders.All.Where(option => !Same(option.Read(left), option.Read(right))).Select(option => option.Name);

    private static bool Same(object? left, object? right) =>
        left is IEnumerable<string> one && right is IEnumerable<string> other ? one.SequenceEqual(other, StringComparer.Ordinal) : Equals(left, right);
}
