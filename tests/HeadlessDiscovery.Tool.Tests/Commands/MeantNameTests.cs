using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Commands;

/// <summary>Values that are given and wrong are named, with what would be right.</summary>
public sealed class MeantNameTests
{
    [Theory]
    [InlineData("_grpc._tcp.orders", "orders --srv _grpc._tcp")]
    [InlineData("orders:5000", "orders --port 5000")]
    [InlineData("dns:///orders:5000", "orders --port 5000")]
    [InlineData("http://orders.shop/", "orders.shop")]
    public async Task A_name_with_parts_of_other_options_says_which_are_meant(string name, string meant)
    {
        var run = await new ToolRun.Terminal().RunAsync(new FakeResolvers(), ["expand", name]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{name}' is more than the name of a service; use: {meant}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(52, 0)]
    [InlineData(53, 2)]
    public async Task A_StatefulSet_has_a_name_of_52_characters_at_most(int length, int exitCode)
    {
        var name = new string('x', length);

        Assert.Equal(exitCode, (await new ToolRun.Terminal().RunAsync(new FakeResolvers(), ["manifest", name, "--port", "5000", "--statefulset"])).ExitCode);
        Assert.Equal(0, (await new ToolRun.Terminal().RunAsync(new FakeResolvers(), ["manifest", name, "--port", "5000"])).ExitCode);
    }
}
