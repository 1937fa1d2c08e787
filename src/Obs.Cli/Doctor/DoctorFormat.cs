namespace Obs.Cli.Doctor;

/// <summary>How findings are printed.</summary>
internal enum DoctorFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>An array of objects, for programs.</summary>
    Json,
}
