namespace Obs.Dashboards;

/// <summary>What became of a widget.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It shows something else, or in another way.</summary>
    Changed,

    /// <summary>It shows the same in another place or size.</summary>
    Moved,
}
