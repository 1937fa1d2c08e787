namespace Obs.Cli.Doctor;

/// <summary>One thing that is looked at, under the name that the troubleshooting guide has it by.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Symptom">What people complain of when it fails.</param>
/// <param name="Judge">Looks. Never throws.</param>
internal sealed record Check(string Id, string Symptom, Func<DoctorFacts, Verdict> Judge);
