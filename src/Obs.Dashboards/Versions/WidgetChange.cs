namespace Obs.Dashboards;

/// <summary>What became of one widget. Immutable.</summary>
public sealed class WidgetChange
{
    internal WidgetChange(ChangeKind kind, string name, Widget? before, Widget? after, IReadOnlyList<MemberChange> members)
    {
        Kind = kind;
        Name = name;
        Before = before;
        After = after;
        Members = members;
    }

    /// <summary>What happened.</summary>
    public ChangeKind Kind { get; }

    /// <summary>Type and title, by which people know it.</summary>
    public string Name { get; }

    /// <summary>The widget before; null for a new one.</summary>
    public Widget? Before { get; }

    /// <summary>The widget now; null for one that is gone.</summary>
    public Widget? After { get; }

    /// <summary>What differs, place and size among it.</summary>
    public IReadOnlyList<MemberChange> Members { get; }
}
