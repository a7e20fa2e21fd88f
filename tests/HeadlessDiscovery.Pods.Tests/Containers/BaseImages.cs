using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using HeadlessDiscovery.Pods.Tests.Networks;

namespace HeadlessDiscovery.Pods.Tests.Containers;

/// <summary>The two images that the Dockerfiles of the documentation build on, made of this machine's .NET and the libraries that it links, because no registry is within reach.</summary>
internal static class BaseImages
{
    public const string Sdk = "tests-sdk";
    public const string Runtime = "tests-aspnet";

    // Without an entry for its user NuGet never comes back from reading its settings.
    private const string Script = """
        set -e
        tree=$1 dotnet=$2
        mkdir -p "$tree/bin" "$tree/etc" "$tree/root" "$tree/tmp" "$tree/usr/bin" "$tree$dotnet"
        chmod 1777 "$tree/tmp"
        echo root:x:0:0::/root:/bin/sh > "$tree/etc/passwd"
        cp /bin/busybox "$tree/bin/"
        ln -s busybox "$tree/bin/sh"
        cp -r "$dotnet/dotnet" "$dotnet/host" "$dotnet/shared" "$tree$dotnet/"
        ln -s "$dotnet/dotnet" "$tree/usr/bin/dotnet"
        openssl=$(ldconfig -p | sed -nE 's#.* => (/.*/lib(ssl|crypto)\.so\.[0-9]+)$#\1#p')
        { echo "$openssl"; ldd "$dotnet/dotnet" $(find "$dotnet/shared" -name '*.so') $openssl | sed -nE 's#.*[[:space:]](/[^ ]*) \(0x.*#\1#p'; } | sort -u | xargs cp -L --parents -t "$tree"
        """;

    private static readonly string[] Environment = ["PATH=/usr/bin:/bin", "HOME=/root", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1", "DOTNET_NOLOGO=true", "DOTNET_CLI_TELEMETRY_OPTOUT=1"];

    public static string Clone { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    // …/shared/Microsoft.NETCore.App/10.0.x/
    private static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Imports both. The one with the SDK holds the packages that these projects need, in the folder where NuGet looks first: a restore there needs no network.</summary>
    public static void Import(DockerEngine docker, params string[] projects)
    {
        var tree = docker.Beside("base");
        Machine.Run(string.Empty, "sh", "-c", Script, "base", tree, DotNet);
        docker.Import(tree, Runtime, [.. Environment, "ASPNETCORE_HTTP_PORTS=8080"]);

        foreach (var part in (string[])["sdk", "sdk-manifests", "packs"])
        {
            Machine.Run(string.Empty, "cp", "-r", Path.Combine(DotNet, part), tree + DotNet);
        }

        foreach (var (package, path) in Packages(projects))
        {
            var target = Path.Combine(tree, "root/.nuget/packages", path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Machine.Run(string.Empty, "cp", "-r", package, target);
        }

        docker.Import(tree, Sdk, Environment);
        Directory.Delete(tree, recursive: true);
    }

    private static Dictionary<string, string> Packages(IEnumerable<string> projects)
    {
        var packages = new Dictionary<string, string>();
        var left = new Queue<string>(projects.Select(project => Path.Combine(Clone, project)));
        var seen = new HashSet<string>(left);
        while (left.TryDequeue(out var folder))
        {
            using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")));
            var root = assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
            foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject())
            {
                var path = library.Value.GetProperty("path").GetString()!;
                if (library.Value.GetProperty("type").GetString() == "package")
                {
                    packages[Path.Combine(root, path)] = path;
                }
                else if (Path.GetFullPath(Path.Combine(folder, path, "..")) is var other && seen.Add(other))
                {
                    left.Enqueue(other);
                }
            }

            foreach (var path in Downloads(assets.RootElement).Where(path => Directory.Exists(Path.Combine(root, path))))
            {
                packages[Path.Combine(root, path)] = path;
            }
        }

        return packages;
    }

    // Packs of the framework are no libraries of a project: { "name": "Microsoft.NET.…", "version": "[10.0.12, 10.0.12]" }.
    private static IEnumerable<string> Downloads(JsonElement assets) =>
        from framework in assets.GetProperty("project").GetProperty("frameworks").EnumerateObject()
        where framework.Value.TryGetProperty("downloadDependencies", out _)
        from download in framework.Value.GetProperty("downloadDependencies").EnumerateArray()
        select $"{download.GetProperty("name").GetString()!.ToLowerInvariant()}/{download.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0]}";

    private static string Here([CallerFilePath] string path = "") => path;
}
