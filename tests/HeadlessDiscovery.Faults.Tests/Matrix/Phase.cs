namespace HeadlessDiscovery.Faults.Tests.Matrix;

/// <summary>When a fault strikes.</summary>
internal enum Phase
{
    BeforeFirstAnswer,
    Steady,
    DuringRemoval,
    DuringMassRemoval,
}
