using System.Text.Json;
using System.Text.RegularExpressions;
using HeadlessDiscovery.Testing;
using HeadlessDiscovery.Tool.Resolving;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

/// <summary>A cluster of one service and the tool that looks at it, with the real resolver between them.</summary>
internal sealed partial class DoctorScene : IAsyncDisposable
{
    private readonly List<string> files = [];

    private DoctorScene(HeadlessServiceServer server) => Server = server;

    public HeadlessServiceServer Server { get; }

    public static async Task<DoctorScene> StartAsync(Action<HeadlessServiceServerOptions>? configure = null) =>
        new(await HeadlessServiceServer.StartAsync("orders", configure, TestContext.Current.CancellationToken));

    /// <summary>A resolv.conf of its own.</summary>
    public string File(params string[] lines)
    {
        var path = Path.Combine(Path.GetTempPath(), $"doctor-{Guid.NewGuid():N}.conf");
        System.IO.File.WriteAllText(path, string.Join('\n', lines) + "\n");
        files.Add(path);
        return path;
    }

    /// <summary>Runs doctor on the service <c>orders</c>, or another one, as one object.</summary>
    public async Task<Diagnosed> DiagnoseAsync(params string[] arguments) => await DiagnoseAsync("orders", arguments);

    public async Task<Diagnosed> DiagnoseAsync(string service, string[] arguments, string input = "")
    {
        var run = await RunAsync(service, [.. arguments, "-o", "json"], input);
        var json = Assert.Single(run.Objects());
        Assert.Equal(run.ExitCode, json.GetProperty("exitCode").GetInt32());
        return new Diagnosed(run.ExitCode, json);
    }

    public Task<ToolRun> RunAsync(string service, string[] arguments, string input = "")
    {
        string[] given = ["doctor", service, .. arguments];
        string[] defaults =
        [
            .. Missing(given, "--server", Server.NameServer),
            .. Missing(given, "--resolv-conf", Server.ResolvConfPath),
            .. Missing(given, "--family", "v4"),
            .. Missing(given, "--timeout", "10s"),
        ];
        return new ToolRun.Terminal { Input = input }.RunAsync(new ResolverSource(), [.. given.Where(argument => argument != "--no-server"), .. defaults]);
    }

    /// <summary>Text without what differs from run to run.</summary>
    public static string Steady(string output) => Serial().Replace(Seconds().Replace(Milliseconds().Replace(output, "0.0 ms"), "in 0.0 s"), "serial 0");

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        files.ForEach(System.IO.File.Delete);
    }

    private static IEnumerable<string> Missing(string[] given, string option, string value) =>
        given.Contains(option) || (option == "--server" && given.Contains("--no-server")) ? [] : [option, value];

    [GeneratedRegex(@"\d+\.\d ms")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"serial \d+")]
    private static partial Regex Serial();

    [GeneratedRegex(@"in \d+\.\d s")]
    private static partial Regex Seconds();
}

/// <summary>What doctor said, with what every finding must have.</summary>
internal sealed class Diagnosed
{
    public Diagnosed(int exitCode, JsonElement json)
    {
        ExitCode = exitCode;
        Json = json;
        foreach (var finding in json.GetProperty("findings").EnumerateArray())
        {
            var code = finding.GetProperty("code").GetString()!;
            Assert.True(finding.GetProperty("look").GetArrayLength() > 0, $"{code} says nothing to look at");
            Assert.True(finding.GetProperty("evidence").GetArrayLength() > 0, $"{code} says nothing that was seen");
            Assert.True(finding.GetProperty("fix").ValueKind == JsonValueKind.String || finding.GetProperty("severity").GetString() == "info", $"{code} says nothing to change");
            Assert.NotEmpty(finding.GetProperty("why").GetString()!);
            Assert.Equal($"docs/doctor.md#{code.ToLowerInvariant()}", finding.GetProperty("doc").GetString());
        }
    }

    public int ExitCode { get; }

    public JsonElement Json { get; }

    public string Verdict => Json.GetProperty("verdict").GetString()!;

    /// <summary>Code and severity of each finding, in the order of telling.</summary>
    public string[] Findings => [.. Json.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("code").GetString()} {finding.GetProperty("severity").GetString()}")];

    public JsonElement this[string code] => Json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("code").GetString() == code);

    public string Status(string check) => Json.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == check).GetProperty("status").GetString()!;

    public string Evidence(string code) => string.Join('\n', this[code].GetProperty("evidence").EnumerateArray().Select(line => line.GetString()));
}
