using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests.Kubernetes;

/// <summary>What can be read in a Dockerfile; HeadlessDiscovery.Pods.Tests builds them.</summary>
public sealed partial class DockerfileTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "Dockerfile", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_base_images_are_arguments_and_its_user_is_a_number(string file)
    {
        var lines = Repository.Read(file).Split('\n');

        Assert.Equal(["ARG SDK_IMAGE", "ARG RUNTIME_IMAGE"], lines.Where(line => line.StartsWith("ARG ", StringComparison.Ordinal)));
        NonEmpty.All(lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Matches(FromArgument(), line));
        Assert.Single(lines, line => NumericUser().IsMatch(line));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_publishes_a_project_and_starts_its_assembly(string file)
    {
        var text = Repository.Read(file);
        var project = Published().Match(text).Groups[1].Value;

        Assert.True(File.Exists(Path.Combine(Repository.Root, project, Path.GetFileName(project) + ".csproj")), project);
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"{Path.GetFileName(project)}.dll\"]", text);
    }

    [Fact]
    public void What_is_no_part_of_the_repository_is_no_part_of_an_image() => Assert.Equal(
        Repository.Read(".gitignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"**/{line}"),
        Repository.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')));

    [GeneratedRegex(@"^FROM \$\{(SDK|RUNTIME)_IMAGE\}( AS \w+)?$")]
    private static partial Regex FromArgument();

    [GeneratedRegex(@"^USER [1-9]\d*:[1-9]\d*$")]
    private static partial Regex NumericUser();

    [GeneratedRegex(@"dotnet publish (\S+) ")]
    private static partial Regex Published();
}
