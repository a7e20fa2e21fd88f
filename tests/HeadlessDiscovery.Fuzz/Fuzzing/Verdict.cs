namespace HeadlessDiscovery.Fuzz.Fuzzing;

/// <summary>What came of one input.</summary>
/// <param name="Behaviour">Two inputs with different numbers took different ways: the second joins the corpus of the run.</param>
/// <param name="Problem">The promise that was broken; null where none was.</param>
internal readonly record struct Verdict(int Behaviour, string? Problem = null);
