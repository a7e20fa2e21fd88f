using System.Collections;
using System.Runtime.InteropServices;

namespace HeadlessDiscovery.Walk.Tests.Typing;

/// <summary>A temporary folder with a home and a package cache of its own: nothing of this user is read that could differ, and nothing is left.</summary>
internal sealed class Workplace : IDisposable
{
    // What the run of the tests, or this machine, tells its own processes, and would disturb what is typed.
    private static readonly string[] Foreign = ["MSBUILD", "TESTINGPLATFORM_", "VSTEST", "DOTNET_", "NUGET_", "ASPNETCORE_", "HEADLESSPEERS__", "HEADLESS_PEERS", "POD_IP", "LC_", "LANGUAGE", "SOURCE_DATE_EPOCH"];
    private static readonly string[] Needed = ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "NUGET_CERT_REVOCATION_MODE"];

    public Workplace()
    {
        Root = Directory.CreateTempSubdirectory("walk-").FullName;
        var home = Directory.CreateDirectory(Path.Combine(Root, "home")).FullName;
        Environment = Inherited();
        Environment["HOME"] = Environment["DOTNET_CLI_HOME"] = home;
        Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(Root, "tmp")).FullName;
        Environment["PATH"] += $":{home}/.dotnet/tools";
        Environment["LANG"] = "C.UTF-8";

        // A tool looks for .NET by itself: it shall find the one that runs these tests.
        Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages-of-nuget");
        Environment["NUGET_FALLBACK_PACKAGES"] = PackagesOfOthers(Path.Combine(Root, "fallback"));
        Environment["DOTNET_NOLOGO"] = Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // A new home would get a certificate for development and a line in the profile of the machine.
        Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = Environment["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "false";

        // No node and no server of the build outlives its command.
        Environment["MSBUILDDISABLENODEREUSE"] = "1";
        Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        Environment["UseSharedCompilation"] = "false";

        var sources = Path.Combine(HomeOfUser, ".nuget", "NuGet", "NuGet.Config");
        if (File.Exists(sources))
        {
            // Where packages come from is this machine's matter.
            File.Copy(sources, Path.Combine(Directory.CreateDirectory(Path.Combine(home, ".nuget", "NuGet")).FullName, "NuGet.Config"));
        }
    }

    public string Root { get; }

    public Dictionary<string, string> Environment { get; }

    private static string HomeOfUser => System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static Dictionary<string, string> Inherited() => System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!))
        .Where(variable => Needed.Any(name => variable.Key.StartsWith(name, StringComparison.Ordinal)) || !Foreign.Any(name => variable.Key.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        .ToDictionary();

    // The packages that this machine already has make restoring cheap. Not this project's own: each pack has the same version, so that an
    // older one could be taken for the new one.
    private static string PackagesOfOthers(string folder)
    {
        var existing = new DirectoryInfo(System.Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(HomeOfUser, ".nuget", "packages"));
        Directory.CreateDirectory(folder);
        foreach (var package in existing.Exists ? existing.GetDirectories() : [])
        {
            if (!package.Name.StartsWith("headlessdiscovery", StringComparison.OrdinalIgnoreCase))
            {
                Directory.CreateSymbolicLink(Path.Combine(folder, package.Name), package.FullName);
            }
        }

        return folder;
    }
}
