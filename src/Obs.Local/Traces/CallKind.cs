namespace Obs.Local.Traces;

/// <summary>What a subsegment that leaves the service calls. The numbers are kept in the store.</summary>
internal enum CallKind
{
    Remote = 0,
    Sql = 1,
    Aws = 2,
}
