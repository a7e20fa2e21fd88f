using HeadlessDiscovery.Faults.Tests.Lasting;
using HeadlessDiscovery.Faults.Tests.Lasting.Chance;
using HeadlessDiscovery.Faults.Tests.Lasting.Staying;
using HeadlessDiscovery.Faults.Tests.Matrix;
using HeadlessDiscovery.Faults.Tests.Surroundings;

namespace HeadlessDiscovery.Faults.Tests;

/// <summary>What this program does beside running its tests.</summary>
internal static class Commands
{
    public static Func<string[], int>? Find(string verb) => verb switch
    {
        "matrix" => MatrixCommand.Run,
        "matrix-controls" => MatrixCommand.RunControls,
        "staying" => StayingCommand.Run,
        "lasting" => LastingCommand.Run,
        "lasting-list" => LastingCommand.List,
        "lasting-story" => LastingCommand.Tell,
        "chance" => ChanceCommand.Run,
        "surroundings" => SurroundingsCommand.Run,
        _ => null,
    };
}
