using HeadlessDiscovery.Tests;

namespace HeadlessDiscovery.Grpc.Tests;

/// <summary>The only real clock of these tests: a test that hangs ends after 60 s.</summary>
public abstract class SafetyNet() : TestDeadline(TimeSpan.FromSeconds(60));
