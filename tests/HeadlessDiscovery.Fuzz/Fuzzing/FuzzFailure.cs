namespace HeadlessDiscovery.Fuzz.Fuzzing;

/// <summary>A broken promise, and the input that broke it.</summary>
internal sealed record FuzzFailure(string Problem, byte[] Input);
