using HeadlessDiscovery.Fuzz.Fuzzing;

namespace HeadlessDiscovery.Fuzz.Targets;

/// <summary>The targets by their names.</summary>
internal static class FuzzTargets
{
    public static readonly Dictionary<string, Func<IFuzzTarget>> ByName = new()
    {
        ["resolvconf"] = static () => new ResolvConfTarget(),
        ["searchlist"] = static () => new SearchListTarget(),
        ["answers"] = static () => new AnswersTarget(),
        ["reader"] = static () => new ReaderTarget(),
        ["wire"] = static () => new WireTarget(),
    };
}
