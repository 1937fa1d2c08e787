namespace Obs.Insights.Binding;

/// <summary>Hands out the slots of a row, and remembers the last command that reads each.</summary>
internal sealed class SlotAllocator
{
    private readonly Dictionary<int, int> _lastUse = [];

    public int Count { get; private set; } = SystemField.Count;

    /// <summary>The command being bound; a use is a use by it.</summary>
    public int Command { get; set; }

    public int Allocate() => Count++;

    public void Use(int slot) => Use(slot, Command);

    public void Use(int slot, int command) => _lastUse[slot] = Math.Max(command, _lastUse.GetValueOrDefault(slot, -1));

    public int[] UsedAfter(int command) => [.. _lastUse.Where(u => u.Value > command).Select(static u => u.Key).Order()];

    public bool IsUsed(int slot) => _lastUse.ContainsKey(slot);
}
