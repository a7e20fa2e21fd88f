namespace HeadlessDiscovery.Fuzz.Fuzzing;

/// <summary>Something that reads hostile bytes, and the promises that hold for all of them.</summary>
internal interface IFuzzTarget : IDisposable
{
    /// <summary>The folder of its corpus.</summary>
    string Corpus { get; }

    /// <summary>Pieces that mean something to it.</summary>
    IReadOnlyList<byte[]> Tokens { get; }

    /// <summary>Runs one input. Any exception is a crash.</summary>
    ValueTask<Verdict> RunAsync(byte[] input);
}
