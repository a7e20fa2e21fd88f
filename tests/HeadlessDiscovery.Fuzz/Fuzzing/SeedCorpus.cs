namespace HeadlessDiscovery.Fuzz.Fuzzing;

/// <summary>The files of corpus/: inputs to begin with, and every input that ever broke a promise.</summary>
internal static class SeedCorpus
{
    public static byte[][] Of(string name) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", name)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
}
