// Holds the packed packages to what docs/design.md promises of them. Run by .ci/run: dotnet run .ci/packages.cs -- FOLDER SECOND-FOLDER
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

var (folder, second) = (args[0], args[1]);
var problems = new List<string>();

// What each package brings into an application, as the tables of docs/design.md say. A tool has its libraries inside, and needs the framework on the machine.
var dependencies = new Dictionary<string, string[]>(StringComparer.Ordinal)
{
    ["HeadlessDiscovery"] =
    [
        "DnsClient", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options.ConfigurationExtensions", "Microsoft.Extensions.Primitives", "Polly.Core", "System.IO.Hashing",
    ],
    ["HeadlessDiscovery.Akka"] = ["Akka.Cluster.Hosting", "Akka.Discovery", "Akka.Hosting", "HeadlessDiscovery"],
    ["HeadlessDiscovery.AspNetCore"] = ["HeadlessDiscovery", "Microsoft.AspNetCore.App"],
    ["HeadlessDiscovery.FusionCache"] = ["HeadlessDiscovery", "Microsoft.AspNetCore.App", "ZiggyCreatures.FusionCache"],
    ["HeadlessDiscovery.Grpc"] = ["Grpc.Net.ClientFactory", "HeadlessDiscovery", "Microsoft.Extensions.Http", "Microsoft.Extensions.Options.ConfigurationExtensions"],
    ["HeadlessDiscovery.HealthChecks"] = ["HeadlessDiscovery", "Microsoft.Extensions.Diagnostics.HealthChecks"],
    ["HeadlessDiscovery.Http"] = ["HeadlessDiscovery", "Microsoft.Extensions.Http", "Microsoft.Extensions.Options.ConfigurationExtensions", "Polly.Core"],
    ["HeadlessDiscovery.ServiceDiscovery"] = ["HeadlessDiscovery", "Microsoft.Extensions.ServiceDiscovery.Abstractions"],
    ["HeadlessDiscovery.Orleans"] = ["HeadlessDiscovery", "Microsoft.Orleans.Core"],
    ["HeadlessDiscovery.Redis"] = ["HeadlessDiscovery", "StackExchange.Redis"],
    ["HeadlessDiscovery.Testing"] = ["HeadlessDiscovery"],
    ["HeadlessDiscovery.Tool"] = ["Microsoft.AspNetCore.App"],
    ["HeadlessDiscovery.Yarp"] = ["HeadlessDiscovery", "Microsoft.AspNetCore.App", "Yarp.ReverseProxy"],
};

// How the tool is compiled for each system; its first package lists these.
var systems = new Dictionary<string, string>(StringComparer.Ordinal)
{
    ["linux-x64"] = "native",
    ["linux-musl-x64"] = "ReadyToRun",
    ["linux-arm64"] = "ReadyToRun",
    ["any"] = "IL",
};
foreach (var system in systems.Keys)
{
    dependencies[$"HeadlessDiscovery.Tool.{system}"] = dependencies["HeadlessDiscovery.Tool"];
}

var packages = Directory.GetFiles(folder, "*.nupkg").Order(StringComparer.Ordinal).ToArray();
if (packages.Length == 0)
{
    problems.Add($"{folder} has no package");
}

foreach (var file in packages)
{
    Check(file);
}

foreach (var file in Directory.GetFiles(folder))
{
    var twin = Path.Combine(second, Path.GetFileName(file));
    if (!File.Exists(twin) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(twin)))
    {
        problems.Add($"{Path.GetFileName(file)} is not the same byte for byte when it is built again");
    }
}

foreach (var problem in problems)
{
    Console.Error.WriteLine(problem);
}

Console.WriteLine($"{packages.Length} packages, {problems.Count} problems");
return problems.Count == 0 ? 0 : 1;

void Check(string file)
{
    using var package = ZipFile.OpenRead(file);
    var name = Path.GetFileName(file);
    var nuspec = XDocument.Parse(Read(package, package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).FullName));
    var metadata = nuspec.Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    Expect(Text("license") == "MIT", "has no licence expression");
    Expect(Text("icon") == "icon.png" && package.GetEntry("icon.png") is not null, "has no icon");
    Expect(Text("tags").Contains("kubernetes", StringComparison.Ordinal), "has no tags");
    Expect(Text("description").Length > 40, "has no description");
    Expect(metadata.Elements().Any(element => element.Name.LocalName == "repository" && element.Attribute("commit") is not null), "does not say its commit");
    var readme = Text("readme") is { Length: > 0 } path && package.GetEntry(path) is not null ? Read(package, path) : string.Empty;
    Expect(readme.Length > 0, "has no readme");
    var prose = Regex.Replace(readme, "```.*?```|`[^`]*`", string.Empty, RegexOptions.Singleline);
    Expect(!Regex.IsMatch(prose, @"<[a-zA-Z/!]"), "has HTML in its readme");
    Expect(!Regex.IsMatch(prose, @"\]\((?!https://)"), "has a relative link in its readme");
    var libraries = package.Entries.Where(entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)).ToArray();
    var isTool = package.Entries.Any(entry => entry.Name == "DotnetToolSettings.xml");
    Expect(isTool || libraries.Length == 1, "is neither a tool nor one library");
    Expect(isTool || package.GetEntry(Path.ChangeExtension(libraries[0].FullName, ".xml")) is not null, "has no documentation of its API");

    string[] brought = [.. metadata.Descendants().Where(element => element.Name.LocalName is "dependency" or "frameworkReference").Select(element => (element.Attribute("id") ?? element.Attribute("name"))!.Value).Order(StringComparer.Ordinal)];
    Expect(
        dependencies.TryGetValue(Text("id"), out var allowed) && brought.SequenceEqual(allowed),
        $"depends on {string.Join(", ", brought)}; .ci/packages.cs and docs/design.md know {string.Join(", ", allowed ?? [])}");

    if (isTool)
    {
        CheckTool(package, Text("id"), Expect);
    }

    var symbols = Path.ChangeExtension(file, ".snupkg");
    Expect(File.Exists(symbols) || !package.Entries.Any(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)), "has no symbols");
    if (File.Exists(symbols))
    {
        using var archive = ZipFile.OpenRead(symbols);
        Expect(archive.Entries.Any(entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal)), "has symbols without a pdb");
    }

    string Text(string element) => metadata.Elements().SingleOrDefault(one => one.Name.LocalName == element)?.Value ?? string.Empty;

    void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add($"{name} {problem}");
        }
    }
}

void CheckTool(ZipArchive package, string id, Action<bool, string> expect)
{
    var settings = XDocument.Parse(Read(package, package.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml").FullName));
    if (id == "HeadlessDiscovery.Tool")
    {
        var listed = settings.Descendants("RuntimeIdentifierPackage").ToDictionary(element => element.Attribute("RuntimeIdentifier")!.Value, element => element.Attribute("Id")!.Value, StringComparer.Ordinal);
        expect(listed.Keys.Order(StringComparer.Ordinal).SequenceEqual(systems.Keys.Order(StringComparer.Ordinal)), $"lists {string.Join(", ", listed.Keys)}");
        expect(listed.Values.All(one => Directory.GetFiles(folder, $"{one}.*.nupkg").Length == 1), "lists a package that is not there");
        return;
    }

    var system = id["HeadlessDiscovery.Tool.".Length..];
    var program = package.Entries.SingleOrDefault(entry => entry.Name == "HeadlessDiscovery.Tool.dll");
    var kind = program is null ? "native" : IsReadyToRun(program) ? "ReadyToRun" : "IL";
    expect(systems.GetValueOrDefault(system) == kind, $"is {kind}");
    var entryPoint = settings.Descendants("Command").Single().Attribute("EntryPoint")!.Value;
    expect(package.Entries.Any(entry => entry.Name == entryPoint), $"has no {entryPoint}");
}

static bool IsReadyToRun(ZipArchiveEntry program)
{
    using var bytes = new MemoryStream();
    using (var stream = program.Open())
    {
        stream.CopyTo(bytes);
    }

    bytes.Position = 0;
    using var reader = new PEReader(bytes);
    return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
}

static string Read(ZipArchive archive, string path)
{
    using var reader = new StreamReader(archive.GetEntry(path)!.Open());
    return reader.ReadToEnd();
}
