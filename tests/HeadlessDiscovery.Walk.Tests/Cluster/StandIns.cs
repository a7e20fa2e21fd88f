using HeadlessDiscovery.Testing;

namespace HeadlessDiscovery.Walk.Tests.Cluster;

/// <summary>The programs of the pages that a machine without a cluster lacks, and the tool itself, as it was built.</summary>
internal static class StandIns
{
    /// <summary>A folder of them, for PATH.</summary>
    public static string Write(string root, string folder, HeadlessServiceServer server, string clone, string configuration)
    {
        var bin = Directory.CreateDirectory(Path.Combine(root, "stand-ins")).FullName;
        var tool = Path.Combine(clone, "src", "HeadlessDiscovery.Tool", "bin", configuration, "net10.0", "HeadlessDiscovery.Tool.dll");

        // What a pod finds in /etc/resolv.conf; a command that names another file keeps it. Each run is noted with its exit code.
        Script(bin, "headless-peers", $$"""
            command=$1; shift
            asks=()
            case $command in
              resolve | watch | doctor | wait) asks=(--server {{server.NameServer}} --resolv-conf "{{server.ResolvConfPath}}") ;;
            esac
            status=0
            dotnet "{{tool}}" "$command" "${asks[@]}" "$@" || status=$?
            echo "$status $command $*" >> "{{folder}}/runs"
            exit $status
            """);

        // Only what the pages ask of it, and nothing else: an unknown form fails.
        Script(bin, "kubectl", $$"""
            case "$*" in
              "-n shop get endpointslices -l kubernetes.io/service-name=orders-headless -o json") cat "{{folder}}/kept-slices.json" ;;
              "apply -f -") cat > "{{folder}}/applied.yaml" ;;
              "debug -it POD --image=IMAGE --target=app --arguments-only -- "*) shift 7; exec headless-peers "$@" ;;
              *) echo "kubectl $*: not what the pages ask" >&2; exit 64 ;;
            esac
            """);

        // A machine has ping only where somebody put it, and may send with it only where it is allowed to.
        Script(bin, "ping", $$"""
            [[ $# -eq 2 && $1 == -c1 && $2 =~ ^[0-9.]+$ ]]
            echo "$2" >> "{{folder}}/pinged"
            """);

        // What a reader has written: watch runs it.
        Script(folder, "write-config.sh", $$"""
            echo "$HEADLESS_PEERS" > "{{folder}}/written"
            """);
        File.Copy(server.ResolvConfPath, Path.Combine(folder, "pod-resolv.conf"));
        return bin;
    }

    private static void Script(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/usr/bin/env bash\nset -euo pipefail\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
