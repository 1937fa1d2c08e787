namespace Obs.Local.Traces;

/// <summary>A segment or subsegment while its members are being read, in whatever order they come.</summary>
internal sealed class Entity
{
    public string? Id { get; set; }

    public string? TraceId { get; set; }

    public string? ParentId { get; set; }

    public string? Name { get; set; }

    public string? Namespace { get; set; }

    public string? Origin { get; set; }

    public bool IsSubsegment { get; set; }

    public double? Start { get; set; }

    public double? End { get; set; }

    public bool InProgress { get; set; }

    public Outcome Outcome { get; set; }

    public string? Method { get; set; }

    public string? Url { get; set; }

    public string? Route { get; set; }

    public string? Environment { get; set; }

    public int? Status { get; set; }

    public bool Traced { get; set; }

    public bool HasSql { get; set; }

    /// <summary>The AWS resource called, and its type.</summary>
    public (string Name, string Type)? Resource { get; set; }

    /// <summary>What a call of a service without a member of its own for them names its resource by.</summary>
    public string? ResourceName { get; set; }

    /// <summary>The call this subsegment is, or null when it is work inside the service.</summary>
    public CallRecord? ToCall() => Namespace is "remote" or "aws" && Id is { Length: > 0 } && Name is { Length: > 0 } && Start is not null
        ? new CallRecord
        {
            Id = Id.ToLowerInvariant(),
            Target = (Namespace == "aws" ? Resource?.Name ?? ResourceName : null) ?? Name,
            Kind = HasSql ? CallKind.Sql : Namespace == "aws" ? CallKind.Aws : CallKind.Remote,
            Type = Origin ?? (Namespace == "aws" ? Resource?.Type ?? "AWS::" + Name : null),
            Start = Start.Value,
            End = InProgress ? null : End,
            Outcome = Outcome,
            Traced = Traced,
        }
        : null;
}
