namespace Obs.Local.Alarms;

/// <summary>What a period without data counts as.</summary>
internal enum MissingData
{
    Missing,
    Ignore,
    Breaching,
    NotBreaching,
}
