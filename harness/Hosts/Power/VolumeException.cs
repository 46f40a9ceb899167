namespace PaxosConformance.Hosts.Power;

/// <summary>A volume could not be made, or did not do what it is for.</summary>
public sealed class VolumeException(string message) : Exception(message);
