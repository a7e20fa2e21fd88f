using System.Text.RegularExpressions;
using HeadlessDiscovery.Samples.Tests;

namespace HeadlessDiscovery.Walk.Tests.Clone;

/// <summary>How one line of a page is typed in the clone that was built: as it stands, with smaller figures, or not, because something else types it.</summary>
/// <param name="Line">What the whole line looks like; a name in it is looked at by what it is replaced with.</param>
/// <param name="Typed">What is typed in its place. RUN and TEST are <c>dotnet run</c> and <c>dotnet test</c> of what is built already, in CONFIGURATION.</param>
/// <param name="Why">Why not as it stands.</param>
/// <param name="Says">What the block's output must show.</param>
/// <param name="HeldBy">What does the whole of it: a file and a text in it.</param>
internal sealed record TypedLine(string Line, string Typed, string Why, string? Says = null, (string File, string Text)? HeldBy = null)
{
    private const string Built = "it is built already, in the configuration of these tests";

    public static IReadOnlyList<TypedLine> Table { get; } =
    [
        new("dotnet build", ":", "CI builds all", HeldBy: (".ci/run", "dotnet build -c $configuration")),
        new("dotnet test", ":", "CI runs all, and this is one of them", HeldBy: (".ci/run", "dotnet test -c $configuration")),
        new("dotnet restore", "dotnet restore", "as it stands"),
        new(@"dotnet run --project (\S+Tool) -v minimal -- demo( --lang ko)?", "RUN --project $1 -- demo$2 --help", "the story takes 90 s", "headless-peers demo", ("tests/HeadlessDiscovery.Tool.Tests/Demo/DemoTests.cs", "All_promises_hold_and_every_line_is_an_event_with_its_pod")),
        new(@"dotnet test --project (\S+) -- --filter-class (\S+)", "TEST --project $1 -- --filter-class $2", Built, "failed: 0"),
        new(@"dotnet test --project (\S+)", "TEST --project $1 --list-tests", "CI runs these tests; that they are found is seen by their list", "Tests."),
        new(@"dotnet run --project (\S+) -- --filter-class (\S+)", "RUN --project $1 -- --filter-class $2 --list-tests", "CI runs these tests; with none of them it would end with 8", "RealSocketTests"),
        new(@"dotnet run --project (\S+) -- (matrix|staying) docs/reliability\.md", "cp docs/reliability.md \"$TMPDIR\"; RUN --project $1 -- $2 \"$TMPDIR/reliability.md\"; diff docs/reliability.md \"$TMPDIR/reliability.md\"", "it writes into the page"),
        new(@"dotnet run --project (\S+) -- surroundings ""10,000 schedules of cancellation, disposal and calls""", "RUN --project $1 -- surroundings \"a wall clock that jumps\"", "the schedules take half a minute, and their own tests run them", HeldBy: ("tests/HeadlessDiscovery.Faults.Tests/Surroundings/SurroundingsCommand.cs", "[\"10,000 schedules of cancellation, disposal and calls\"]")),
        new(@"dotnet run -c Release --project (\S+Fuzz) -- (\w+) --executions \d+ --seed (\d+)( --workers \d+)?", "RUN --project $1 -- $2 --executions 300 --seed $3$4", "hours", "300 executions"),
        new(@"dotnet run -c Release --project (\S+Soak) -- --minutes 30", "RUN --project $1 -- --minutes 0.05", "half an hour; CI runs a minute", "false removals 0", (".ci/run", "HeadlessDiscovery.Soak -- --seconds 60")),
        new(@"dotnet run -c Release --project (\S+Simulation) -- (.* --minutes) \d+", "RUN --project $1 -- $2 0.01 --pods 6 --hours 0.2", "as long as one likes", "nothing broken"),
        new(@"dotnet run -c Release --project (\S+Simulation) -- (sweep.*)", "RUN --project $1 -- $2 --pods 3 --service 3 --hours 0.1", "minutes", "(defaults)"),
        new(@"dotnet run -c Release --project (\S+Simulation) -- --pods \d+ -o json > (\d+\.json)", "RUN --project $1 -- --pods 6 --hours 0.2 -o json > \"$$TMPDIR/$2\"", "minutes, and not into the clone"),
        new(@"dotnet run -c Release --project (\S+Simulation) -- plot costs .* (\S+\.svg)", "RUN --project $1 -- plot costs \"$$TMPDIR\"/*.json \"$$TMPDIR/$2\"; grep -c '<svg' \"$$TMPDIR/$2\"", "of the cluster of the line before, and not into the clone"),
        new(@"dotnet run -c Release --project (\S+Simulation) -- (?!sweep)(.*)", "RUN --project $1 -- $2 --pods 6 --hours 0.2", "minutes, or hours", "pod-years"),
        new(@"dotnet run -c Release --project (\S+Benchmarks)", "RUN --project $1 -- --list flat", "minutes, on a quiet machine", "RefreshBenchmarks"),
        new(@"dotnet run -c Release --project (\S+Benchmarks) -- loss", "RUN --project $1 -- loss 3", "minutes", "| 2 | 20 % |"),
        new(@"dotnet run -c Release --project (\S+Benchmarks) -- scale 1000 10000( --knot)?( --seconds \d+)?", "RUN --project $1 -- scale 5$2 --seconds 1", "minutes, on a quiet machine", "sockets at rest"),
        new(@"dotnet run -c Release --project (\S+Plugs\.Tests) -- rolling", "RUN --project $1 -- --filter-class '*RollingUpdateTests' --list-tests", "it takes five minutes, and its test runs the first of its four parts", "RollingUpdateTests", ("tests/HeadlessDiscovery.Plugs.Tests/RollingUpdateTests.cs", "With_the_timing_of_the_page_no_call_of_any_package_fails")),
        new(@"dotnet tool install dotnet-stryker --version (\S+) --tool-path artifacts/stryker", "dotnet tool install dotnet-stryker --version $1 --tool-path \"$TMPDIR/stryker\"", "not into the clone", "was successfully installed"),
        new(@"cd tests/\S+", "$0", "as it stands"),
        new(@"\.\./\.\./artifacts/stryker/dotnet-stryker --mutate (\S+)", "\"$TMPDIR/stryker/dotnet-stryker\" --mutate $1 --help", "too long for a test: 24 minutes for the smallest room; an option that does not exist fails all the same", "--mutate"),
        new(@"git worktree add \.\./before (\w+)", "git clone -q --shared --no-checkout . \"$$TMPDIR/before\"; git -C \"$$TMPDIR/before\" checkout -q $1", "not beside the clone, which must not know of it afterwards"),
        new(@"dotnet build -c Release \.\./before/(\S+)", "test -d \"$$TMPDIR/before/$1\"", "the old tree would be built for minutes"),
        new(@"dotnet publish (\S+Tool) -c Release --runtime linux-x64 -p:CompiledTool=true .*", "test -d $1", "CI compiles it to pack it", HeldBy: (".ci/run", "-p:CompiledTool=true --artifacts-path \"$clone/artifacts/tool\" --runtime \"$system\"")),
        new(@"dotnet run -c Release --project (\S+Benchmarks) -- start \.\./before/(\S+)/Release/(\S+) \S+", "RUN --project $1 -- start $2/CONFIGURATION/$3 $2/CONFIGURATION/$3 --runs 1", "neither of the two was built; this one is measured beside itself", "| resolve, 3 peers |"),
        new(@"cp (\S+) \.\./before/(\S+)", "cp $1 \"$$TMPDIR/before/$2\"", "not beside the clone"),
        new(@"for tree in \.\./before \.; do", "for tree in .; do", "the old tree would be built first, for minutes"),
        new(@"  dotnet run -c Release --project \$tree/(\S+Benchmarks) -- (--filter .*)", "  RUN --project $$tree/$1 -- --list flat $2", "minutes, on a quiet machine", "ExchangeBenchmarks"),
        new("for project in (.*); do", "for project in HeadlessDiscovery.HealthChecks; do", "each takes as long as the smallest"),
        new(@"  dotnet format analyzers src/\$project/\$project\.csproj .*", "$0", "as it stands"),
        new("done", "$0", "as it stands"),
    ];

    /// <summary>The row of a line. There is one for each: a line that nobody thought of is not skipped.</summary>
    public static TypedLine Of(string line) =>
        Table.FirstOrDefault(row => Regex.IsMatch(line, $"^(?:{row.Line})$")) ?? throw new InvalidDataException($"No row says how '{line}' is typed.");

    /// <summary>What is typed for the line.</summary>
    public string Of(string line, string configuration) => Regex.Replace(line, $"^(?:{Line})$", Typed)
        .Replace("RUN ", $"dotnet run -c {configuration} --no-build ", StringComparison.Ordinal)
        .Replace("CONFIGURATION", configuration, StringComparison.Ordinal)
        .Replace("TEST ", $"dotnet test -c {configuration} --no-build ", StringComparison.Ordinal);

    /// <summary>What does the whole of it is there.</summary>
    public void IsHeld()
    {
        if (HeldBy is { } held)
        {
            Assert.Contains(held.Text, Repository.Read(held.File), StringComparison.Ordinal);
        }
    }
}
