using HeadlessDiscovery.Samples.Tests;
using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Doctor;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task A_finding_can_be_ignored_and_a_warning_can_count_as_an_error()
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Ttl = TimeSpan.FromSeconds(60));
        scene.Server.SetPods("10.244.1.7");

        var usual = await scene.DiagnoseAsync("--client");
        var strict = await scene.DiagnoseAsync("--client", "--strict");
        var ignored = await scene.DiagnoseAsync("--client", "--strict", "--ignore", "hp210");

        Assert.Equal((0, "warning"), (usual.ExitCode, usual.Verdict));
        Assert.Equal((1, "warning"), (strict.ExitCode, strict.Verdict));
        Assert.Equal((0, "ok"), (ignored.ExitCode, ignored.Verdict));
        Assert.Empty(ignored.Findings);
    }

    [Fact]
    public async Task What_could_not_be_asked_stays_so_whatever_is_ignored()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.Faults.ServFail();

        var told = await scene.DiagnoseAsync("--ignore", "HP202");

        Assert.Empty(told.Findings);
        Assert.Equal((3, "couldNotAsk"), (told.ExitCode, told.Verdict));
    }

    [Fact]
    public async Task Where_nobody_could_be_asked_no_check_says_that_the_name_has_no_addresses()
    {
        await using var scene = await DoctorScene.StartAsync();
        var answered = await scene.DiagnoseAsync("--client");
        scene.Server.Faults.ServFail();
        var failed = await scene.DiagnoseAsync("--client");

        Assert.Equal("error", Name(answered));
        Assert.Equal("skipped", Name(failed));

        static string Name(Diagnosed told) => told.Json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "name").GetProperty("status").GetString()!;
    }

    [Fact]
    public async Task The_exit_code_is_the_same_in_every_format()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        foreach (var format in (string[])["table", "json", "plain"])
        {
            Assert.Equal(0, (await scene.RunAsync("orders", ["--client", "-o", format])).ExitCode);
            Assert.Equal(1, (await scene.RunAsync("orders", ["--client", "--expect", "2", "-o", format])).ExitCode);
            Assert.Equal(1, (await scene.RunAsync("ghost", ["-o", format])).ExitCode);
        }

        scene.Server.Faults.Refuse();
        foreach (var format in (string[])["table", "json", "plain"])
        {
            Assert.Equal(3, (await scene.RunAsync("orders", ["--client", "-o", format])).ExitCode);
        }
    }

    [Fact]
    public async Task Plain_is_a_finding_a_line()
    {
        await using var scene = await DoctorScene.StartAsync();
        var run = await scene.RunAsync("orders", ["-o", "plain"]);

        Assert.Equal(["HP204\terror\tthe name does not exist: NXDOMAIN from all 3 candidates"], run.Lines);
    }

    [Fact]
    public async Task No_line_of_text_is_wider_than_eighty_columns_in_either_language()
    {
        await using var scene = await DoctorScene.StartAsync();
        Pods(scene);
        foreach (var language in (string[])["en", "ko"])
        {
            var run = await scene.RunAsync("orders", ["--self", "10.244.1.1", "--expect", "5", "--lang", language]);

            NonEmpty.All(run.Lines.Where(line => !line.Contains("headless-peers", StringComparison.Ordinal)), line => Assert.True(Tool.Output.Table.Cells.Width(line) <= 80, line));
        }
    }

    [Fact]
    public async Task Korean_says_the_same_in_korean()
    {
        await using var scene = await DoctorScene.StartAsync();
        Pods(scene);

        var run = await scene.RunAsync("orders", ["--self", "10.244.1.1", "--expect", "5", "--lang", "ko"]);
        var json = await scene.RunAsync("orders", ["--self", "10.244.1.1", "--expect", "5", "--lang", "ko", "--json"]);

        Assert.Equal("피어 5개 중 3개. 피어 3개와 자기 자신이 보인다. 기대한 피어는 5개이다.", run.Lines[0]);
        Assert.Contains("  x HP311  orders-2, orders-4 파드의 DNS 레코드가 없다", run.Lines);
        Assert.Contains("publishNotReadyAddresses: true", run.Output, StringComparison.Ordinal);
        Assert.Contains("orders-2 and orders-4 have no DNS record", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/cli.md", "doctor orders --expect 5")]
    [InlineData("README.md", "doctor orders --expect 5")]
    [InlineData("README.ko.md", "doctor orders --expect 5 --lang ko")]
    public async Task A_page_shows_what_the_command_prints(string page, string command)
    {
        await using var scene = await DoctorScene.StartAsync(options => options.Namespace = "shop");
        Pods(scene);
        var run = await scene.RunAsync("orders", [.. command.Split(' ').Skip(2), "--self", "10.244.1.1"]);

        // The address of self is an argument here and a variable in a pod.
        var printed = DoctorScene.Steady(run.Output).Replace("SelfAddresses", "POD_IP", StringComparison.Ordinal);
        var text = Repository.Read(page);
        var block = text.Split($"<!-- terminal: {command} -->\n```\n$ headless-peers {command}\n")[1].Split("```")[0];

        Assert.StartsWith(DoctorScene.Steady(block), printed, StringComparison.Ordinal);
        Assert.True(page == "docs/cli.md" ? block.Split('\n').Length == printed.Split('\n').Length : block.Split('\n').Length > 8, "The page shows too little of it.");
    }

    [Fact]
    public async Task Getting_started_shows_what_the_command_prints()
    {
        await using var scene = await DoctorScene.StartAsync();
        const string command = "doctor orders-headless --resolv-conf pod.conf";
        var text = Repository.Read("docs/getting-started.md");

        // The file that the page's own line makes.
        var line = text.Split("echo \"")[1].Split("\" > pod.conf")[0];
        var run = await new ToolRun.Terminal().RunAsync(new Resolving.ResolverSource(), [.. command.Split(' ')[..^1], scene.File(line)]);
        var block = text.Split($"<!-- terminal: {command} -->\n```\n$ tools/headless-peers {command}\n")[1].Split("```")[0];

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith(block, run.Output, StringComparison.Ordinal);
        Assert.Contains("      fix   ", block, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_all_every_candidate_is_asked_and_told()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");

        var run = await scene.RunAsync("orders", ["--client", "--all"]);
        var told = await scene.DiagnoseAsync("--client", "--all");

        Assert.Contains(run.Lines, line => line.EndsWith("orders.default.svc.cluster.local. has 1 peer", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.EndsWith("orders.cluster.local. no such name (NXDOMAIN)", StringComparison.Ordinal));
        Assert.Equal(3, told.Json.GetProperty("checks").EnumerateArray().Count(check => check.GetProperty("name").GetString() == "candidate"));
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.Faults.Drop();
        var terminal = new ToolRun.Terminal();

        var running = terminal.RunAsync(new Resolving.ResolverSource(), "doctor", "orders", "--server", scene.Server.NameServer, "--resolv-conf", scene.Server.ResolvConfPath);
        await scene.Server.Questions.WaitForAsync(1, cancellationToken: TestContext.Current.CancellationToken);
        terminal.Interruption.Interrupt(130);

        Assert.Equal(130, (await running).ExitCode);
    }

    [Fact]
    public async Task Interrupted_while_nobody_types_the_EndpointSlices_it_ends_with_130()
    {
        var input = new OpenTerminal();
        var terminal = new ToolRun.Terminal { InputStream = input };

        var running = terminal.RunAsync(new FakeResolvers(), "doctor", "orders", "--endpointslices", "-");
        await input.Reading;
        terminal.Interruption.Interrupt(130);

        Assert.Equal(130, (await running).ExitCode);
    }

    [Fact]
    public async Task Quiet_is_the_verdict_and_the_findings_and_verbose_shows_every_question()
    {
        await using var scene = await DoctorScene.StartAsync();
        var quiet = await scene.RunAsync("orders", ["-q"]);
        var verbose = await scene.RunAsync("orders", ["-v"]);

        Assert.DoesNotContain("Checked", quiet.Output, StringComparison.Ordinal);
        Assert.Contains("HP204", quiet.Output, StringComparison.Ordinal);
        Assert.Contains($"{scene.Server.NameServer}/udp", verbose.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("doctor orders --samples 0", "--samples '0'")]
    [InlineData("doctor orders --ignore HP999", "--ignore 'HP999' is not the code of a finding")]
    [InlineData("doctor orders --endpointslices /nowhere.json", "--endpointslices '/nowhere.json' cannot be read")]
    [InlineData("doctor", "Specify the name of the service")]
    [InlineData("explain", "Specify a code")]
    [InlineData("explain HP319", "is not the code of a finding, such as HP311. Did you mean")]
    [InlineData("wait orders --min 0", "--min '0'")]
    [InlineData("wait orders --for 5s --stable 6s", "--stable 6s is longer than --for")]
    [InlineData("wait orders --for 48h", "--for must be between 1ms and 24h, but was 48h")]
    [InlineData("manifest orders", "--port needs one value")]
    [InlineData("manifest Orders --port 5000", "'Orders' is not the name of a Service")]
    [InlineData("manifest orders.shop --port 5000", "no namespace")]
    [InlineData("manifest orders --port 5000 --image a\"b", "is not the name of an image")]
    public async Task Wrong_usage_ends_with_2_and_says_what_would_be_right(string arguments, string says)
    {
        var run = await ToolRun.Of(new FakeResolvers(), arguments.Split(' '));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Bytes);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"PodList\",\"items\":[]}")]
    [InlineData("{\"kind\":\"List\",\"items\":[{\"kind\":\"Pod\"}]}")]
    [InlineData("{\"kind\":\"EndpointSlice\",\"addressType\":\"IPv4\",\"endpoints\":[{\"addresses\":[\"x\"]}]}")]
    [InlineData("{\"kind\":\"EndpointSlice\",\"addressType\":\"IPv4\",\"endpoints\":[{\"addresses\":[null]}]}")]
    [InlineData("{\"kind\":\"EndpointSlice\",\"addressType\":\"IPv4\",\"endpoints\":[{}]}")]
    public async Task Input_that_is_no_EndpointSlices_is_wrong_usage_that_names_the_command(string input)
    {
        var run = await new ToolRun.Terminal { Input = input }.RunAsync(new FakeResolvers(), "doctor", "orders", "--endpointslices", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("kubectl get endpointslices", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders", "10.244.1.7")]
    [InlineData("orders.default", "10.244.1.7")]
    [InlineData("carts.default.svc.cluster.local.", "10.244.5.5")]
    public async Task Of_the_EndpointSlices_of_many_services_those_of_this_one_count(string service, string address)
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        scene.Server.AddService("carts").AddPod("10.244.5.5");

        var told = await scene.DiagnoseAsync(service, ["--client", "--endpointslices", "-"], Slices(("default", "orders", "10.244.1.7"), ("default", "carts", "10.244.5.5"), (null, null, address)));

        Assert.Empty(told.Findings);
        Assert.Equal("ok", told.Status("endpointslices"));
    }

    [Theory]
    [InlineData("ghost", "default/carts, default/orders")]
    [InlineData("orders", "prod/orders, shop/orders")]
    public async Task EndpointSlices_that_cannot_be_told_apart_are_wrong_usage(string service, string named)
    {
        string[][] owners = [.. named.Split(", ").Select(owner => owner.Split('/'))];
        var run = await new ToolRun.Terminal { Input = Slices([.. owners.Select(owner => ((string?)owner[0], (string?)owner[1], "10.244.1.7"))]) }
            .RunAsync(new FakeResolvers(), "doctor", service, "--endpointslices", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"has the EndpointSlices of {named}; '{service}' does not identify one", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip", false)]
    [InlineData("zip.shop", false)]
    [InlineData("orders", true)]
    [InlineData("orders.elsewhere", true)]
    [InlineData("orders-0.orders", true)]
    public async Task The_EndpointSlices_of_another_Service_prove_nothing_about_this_one(string service, bool isTaken)
    {
        await using var scene = await DoctorScene.StartAsync();
        var run = await scene.RunAsync(service, ["--client", "--endpointslices", "-"], Slices(("shop", "orders", "10.244.1.7")));

        Assert.Equal(isTaken ? 1 : 2, run.ExitCode);
        Assert.Equal(!isTaken, run.Error.Contains($"has the EndpointSlices of shop/orders, not of '{service}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thousands_of_pods_fill_no_terminal_and_json_has_them_all()
    {
        await using var scene = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        var pods = Enumerable.Range(0, 5000).Select(i => new { addresses = new[] { $"10.9.{i / 250}.{i % 250}" }, conditions = new { ready = false }, targetRef = new { kind = "Pod", name = $"orders-{i:0000}" } });
        var slices = System.Text.Json.JsonSerializer.Serialize(new { kind = "EndpointSlice", addressType = "IPv4", endpoints = pods });

        var table = await scene.RunAsync("orders", ["--client", "--endpointslices", "-"], slices);
        var json = await scene.DiagnoseAsync("orders", ["--client", "--endpointslices", "-"], slices);

        Assert.InRange(table.Lines.Length, 20, 100);
        Assert.Contains(table.Lines, line => line.EndsWith("… and 4981 more: -v", StringComparison.Ordinal));
        Assert.Equal(["HP310 warning", "HP310 warning"], json.Findings);
        var missing = json.Json.GetProperty("findings")[0];
        Assert.StartsWith("orders-0000, orders-0001, ", missing.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(" and 4992 more are in the EndpointSlices, but not in DNS", missing.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.Equal(5000, missing.GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public async Task Alone_counts_the_verified_answers_only()
    {
        await using var scene = await DoctorScene.StartAsync();
        await using var down = await DoctorScene.StartAsync();
        scene.Server.SetPods("10.244.1.7");
        down.Server.Faults.ServFail();

        var run = await scene.RunAsync("orders", ["--self", "10.244.1.7", "--samples", "2", "--server", scene.Server.NameServer, "--server", down.Server.NameServer]);

        Assert.StartsWith("Alone: DNS lists only you (verified, 3 answers), but the name server failed", run.Lines[0], StringComparison.Ordinal);
    }

    private static string Slices(params (string? Namespace, string? Service, string Address)[] slices) => System.Text.Json.JsonSerializer.Serialize(new
    {
        kind = "List",
        items = slices.Select(slice => new
        {
            kind = "EndpointSlice",
            addressType = "IPv4",
            metadata = new { @namespace = slice.Namespace, labels = slice.Service is null ? null : new Dictionary<string, string> { ["kubernetes.io/service-name"] = slice.Service } },
            endpoints = new[] { new { addresses = new[] { slice.Address } } },
        }),
    });

    private static void Pods(DoctorScene scene)
    {
        for (var i = 0; i < 6; i++)
        {
            scene.Server.AddPod($"orders-{i}", $"10.244.1.{i + 1}").Ready = i is not (2 or 4);
        }
    }
}
