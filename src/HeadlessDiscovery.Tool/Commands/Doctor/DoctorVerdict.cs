namespace HeadlessDiscovery.Tool.Commands.Doctor;

/// <summary>What it comes to.</summary>
internal enum DoctorVerdict
{
    Ok,
    Warning,
    Error,
    CouldNotAsk,
}
