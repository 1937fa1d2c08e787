namespace Obs.Local.Graph;

/// <summary>What a node of the service graph stands for.</summary>
internal enum NodeKind
{
    /// <summary>Whoever calls a service that begins traces.</summary>
    Client,

    /// <summary>A service that sends segments.</summary>
    Service,

    /// <summary>A host that sends none.</summary>
    Remote,

    /// <summary>A SQL database.</summary>
    Database,

    /// <summary>An AWS service or resource.</summary>
    Aws,
}
