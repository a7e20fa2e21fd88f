using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests;

/// <summary>The rooms of the core and who may know whom; docs/design.md shows the same table.</summary>
public sealed partial class StructureTests
{
    internal static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["ResolvConf"] = [],
        ["Options"] = ["ResolvConf"],
        ["Dns"] = [],
        ["Transport"] = ["Dns"],
        ["Lookup"] = ["Dns", "ResolvConf", "Options"],
        ["Membership"] = [],
        ["Diagnosis"] = [],
        ["Telemetry"] = ["Diagnosis"],
        ["Watching"] = ["Dns", "Lookup", "Membership", "Options", "Telemetry", "Transport"],
        ["Calling"] = [],
        ["DependencyInjection"] = ["Options", "Telemetry", "Watching"],
    };

    // The root is the words of the field; its one door to the inside is the resolver without a container.
    internal static readonly Dictionary<string, string[]> RootDoors = new()
    {
        ["PeerResolver.cs"] = ["Lookup", "Options", "Watching"],
    };

    internal static readonly Dictionary<string, string[]> Foreign = new()
    {
        ["DnsClient"] = ["Transport"],
        ["Polly"] = ["Dns", "Options"],
    };

    public static TheoryData<string> Rooms => [.. MayKnow.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room) =>
        Assert.All(Directory.GetFiles(Path.Combine(Core, room), "*.cs", SearchOption.AllDirectories), file => Assert.All(Known(file), known => Assert.Contains(known, MayKnow[room].Append(room))));

    [Fact]
    public void The_root_knows_no_room_but_through_its_door() =>
        Assert.All(Directory.GetFiles(Core, "*.cs"), file => Assert.All(Known(file), known => Assert.Contains(known, RootDoors.GetValueOrDefault(Path.GetFileName(file), []))));

    [Fact]
    public void Every_folder_of_the_core_is_in_the_table()
    {
        var folders = Directory.GetDirectories(Core).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));
        Assert.Equal(MayKnow.Keys.Order(), folders.Order());
    }

    [Fact]
    public void DnsClient_and_Polly_are_named_only_in_their_rooms() =>
        Assert.All(Directory.GetFiles(Core, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)), file =>
        {
            var room = Path.GetRelativePath(Core, file).Split(Path.DirectorySeparatorChar)[0];
            foreach (var (name, rooms) in Foreign)
            {
                if (Usings().Matches(File.ReadAllText(file)).Any(match => match.Groups[1].Value == name || match.Groups[1].Value.StartsWith(name + ".", StringComparison.Ordinal)))
                {
                    Assert.Contains(room, rooms);
                }
            }
        });

    /// <summary>The generator of Microsoft.Extensions.Logging 10.0 puts several classes in an order that changes from build to build, so that a package would not be the same byte for byte.</summary>
    [Fact]
    public void A_package_has_its_log_messages_in_one_class()
    {
        var sources = Path.Combine(Repository.Root, "src");
        var logs = Directory.GetFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("[LoggerMessage(", StringComparison.Ordinal))
            .GroupBy(file => Path.GetRelativePath(sources, file).Split(Path.DirectorySeparatorChar)[0])
            .ToDictionary(package => package.Key, package => package.Count());
        Assert.NotEmpty(logs);
        Assert.All(logs, package => Assert.Equal(1, package.Value));
    }

    private static string Core => Path.Combine(Repository.Root, "src", "HeadlessDiscovery");

    private static IEnumerable<string> Known(string file) => Usings().Matches(File.ReadAllText(file))
        .Select(match => match.Groups[1].Value)
        .Where(name => name.StartsWith("HeadlessDiscovery.", StringComparison.Ordinal))
        .Select(name => name.Split('.')[1]);

    [GeneratedRegex(@"^using (?:static )?(?:global::)?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
