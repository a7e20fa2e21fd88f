using System.Text.RegularExpressions;

namespace HeadlessDiscovery.Samples.Tests.Kubernetes;

/// <summary>What can be told of an image without building it: this project's tests have no container engine.</summary>
public sealed partial class DockerfileTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "Dockerfile", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_base_images_are_arguments_its_user_is_a_number_and_it_says_that_it_was_not_built(string file)
    {
        var lines = Repository.Read(file).Split('\n');

        Assert.Equal(["ARG SDK_IMAGE", "ARG RUNTIME_IMAGE"], lines.Where(line => line.StartsWith("ARG ", StringComparison.Ordinal)));
        Assert.All(lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Matches(FromArgument(), line));
        Assert.Single(lines, line => NumericUser().IsMatch(line));
        Assert.Contains(lines, line => line.StartsWith("# Not built", StringComparison.Ordinal));
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
