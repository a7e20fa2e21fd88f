using HeadlessDiscovery.Tool.Tests.Running;

namespace HeadlessDiscovery.Tool.Tests.Output;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":2,"name":"orders","candidates":[],"skipped":[]}""")]
    [InlineData("""{"v":1,"name":"orders","candidates":["orders"],"skipped":[]}""")]
    [InlineData("""{"v":1,"name":"orders","candidates":[],"skipped":[{"name":"x"}]}""")]
    [InlineData("""{"v":1,"service":"orders","outcome":"found"}""")]
    public void The_schema_refuses_what_the_contract_does_not_have(string line) => Assert.False(CliSchema.Accepts(line));

    [Fact]
    public void The_schema_accepts_a_doctor_of_the_contract() => CliSchema.Validate(
        """{"v":1,"service":"orders","verdict":"error","exitCode":1,"seen":3,"expected":null,"self":null,"findings":[{"code":"HP311","severity":"error","title":"t","evidence":["e"],"why":"w","fix":"f","look":["l"],"doc":"d","confidence":"likely"}],"checks":[{"name":"resolv-conf","status":"ok"}],"trace":[]}""");

    [Fact]
    public void Every_object_in_the_documentation_is_valid()
    {
        var objects = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "cli.md")).Where(line => line.StartsWith("{\"v\"", StringComparison.Ordinal)).ToArray();

        Assert.Equal(9, objects.Length);
        NonEmpty.All(objects, CliSchema.Validate);
    }
}
