using System.Collections.Immutable;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Tests;

/// <summary>The rooms of the core and who may know whom, as the compiler left it; docs/design.md shows the same table.</summary>
public sealed class StructureTests
{
    internal static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Peers"] = [],
        ["Answers"] = ["Peers"],
        ["ResolvConf"] = ["Peers"],
        ["Events"] = ["Peers"],
        ["root"] = ["Events", "Peers"],
        ["Options"] = ["Peers", "ResolvConf", "root"],
        ["ThisPod"] = ["Peers", "ResolvConf", "root"],
        ["Dns"] = ["Peers"],
        ["Dns/Wire"] = ["Dns", "Peers"],
        ["Dns/Transport"] = ["Dns", "Dns/Wire", "Peers"],
        ["Dns/Verification"] = ["Dns", "Peers"],
        ["Dns/Querying"] = ["Dns", "Dns/Verification", "Peers", "ResolvConf", "root"],
        ["Lookup"] = ["Answers", "Dns", "Dns/Querying", "Dns/Verification", "Peers", "ResolvConf", "ThisPod", "root"],
        ["Inspection"] = ["Dns", "Dns/Querying", "Lookup", "ResolvConf"],
        ["Membership"] = ["Answers", "Peers"],
        ["Diagnosis"] = ["Answers", "Dns/Querying", "Inspection", "Lookup", "Peers", "ResolvConf", "ThisPod"],
        ["Telemetry"] = ["Answers", "Diagnosis", "Lookup", "Peers", "ResolvConf", "ThisPod", "root"],
        ["Watching"] = ["Answers", "Dns", "Dns/Querying", "Dns/Transport", "Events", "Inspection", "Lookup", "Membership", "Peers", "ResolvConf", "Telemetry", "ThisPod", "root"],
        ["PeerResolver"] = ["Events", "Inspection", "Lookup", "Options", "Peers", "Watching", "root"],
        ["Waiting"] = ["Events", "PeerResolver", "Peers", "root"],
        ["Ownership"] = ["Peers", "root"],
        ["Calling"] = ["Peers", "Waiting", "root"],
        ["DependencyInjection"] = ["Options", "PeerResolver", "Telemetry", "Watching", "root"],
    };

    internal static readonly Dictionary<string, string[]> Foreign = new()
    {
        ["DnsClient"] = ["Dns/Transport"],
        ["Polly"] = ["Dns/Querying", "Lookup", "Options", "Watching", "root"],
    };

    private static readonly Lazy<ImmutableArray<CompiledType>> Core = new(() => CompiledCode.Read(typeof(IPeerResolver).Assembly.Location, "src/HeadlessDiscovery/"));

    private static readonly Lazy<ILookup<string, (string Room, string Why)>> Known = new(() => Core.Value
        .SelectMany(type => type.Files.Select(file => (From: Room(type.File), Room: Room(file.Key), Why: $"{type.File}: {file.Value}")))
        .Where(edge => edge.From != edge.Room)
        .ToLookup(edge => edge.From, edge => (edge.Room, edge.Why)));

    public static TheoryData<string> Rooms => [.. MayKnow.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_the_rooms_of_its_row_and_no_other(string room)
    {
        Assert.Empty(Known.Value[room].Where(known => !MayKnow[room].Contains(known.Room)).Select(known => $"{known.Room} ({known.Why})"));
        Assert.Equal(MayKnow[room].Order(StringComparer.Ordinal), Known.Value[room].Select(known => known.Room).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_room_knows_only_rooms_above_its_row()
    {
        var above = new HashSet<string>();
        foreach (var (room, known) in MayKnow)
        {
            Assert.All(known, other => Assert.Contains(other, above));
            above.Add(room);
        }
    }

    [Fact]
    public void Every_folder_of_the_core_is_in_the_table() =>
        Assert.Equal(MayKnow.Keys.Order(StringComparer.Ordinal), Core.Value.Select(type => Room(type.File)).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Without this, a type that has no file in the PDB would know everybody.</summary>
    [Fact]
    public void Every_source_file_of_the_core_is_read()
    {
        var folder = Path.Combine(Repository.Root, "src", "HeadlessDiscovery");
        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal));
        var read = Core.Value.Select(type => type.File).ToHashSet(StringComparer.Ordinal);

        // Further parts of a partial class, FindingTexts.Machine.cs, are read with the first.
        Assert.DoesNotContain(sources, file => !read.Contains(file) && Path.GetFileName(file).Count(letter => letter == '.') == 1);
    }

    [Fact]
    public void DnsClient_and_Polly_are_known_only_in_their_rooms() =>
        NonEmpty.All(Foreign, library => Assert.Equal(
            library.Value.Order(StringComparer.Ordinal),
            Core.Value.Where(type => type.Namespaces.Any(name => name == library.Key || name.StartsWith(library.Key + ".", StringComparison.Ordinal))).Select(type => Room(type.File)).Distinct().Order(StringComparer.Ordinal)));

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
        NonEmpty.All(logs, package => Assert.Equal(1, package.Value));
    }

    // The root has one door that opens inwards.
    private static string Room(string file) => file switch
    {
        "PeerResolver.cs" => "PeerResolver",
        _ when file.LastIndexOf('/') is > 0 and var end => file[..end],
        _ => "root",
    };
}
