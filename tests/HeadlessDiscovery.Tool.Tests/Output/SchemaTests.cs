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
}
