using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Obs.EntityFrameworkCore;

/// <summary>The activities of running commands, by command. Takes no memory but for a crowd: a fixed table first, then one that holds its
/// keys weakly.</summary>
/// <remarks>Thread safety: every member may be called from any thread; one command is used by one flow of control at a time. A command that
/// is never reported as ended keeps its place until another needs it and the work around it is over.</remarks>
internal sealed class RunningCommands
{
    private const int Slots = 256;
    private const int Window = 8;
    private const int Free = 0;
    private const int Claimed = 1;
    private const int Live = 2;

    private readonly Slot[] _slots = new Slot[Slots];
    private readonly ConditionalWeakTable<DbCommand, Activity> _crowd = [];
    private int _isCrowded;

    public bool Contains(DbCommand command)
    {
        for (int probe = 0; probe < Window; probe++)
        {
            ref Slot slot = ref SlotOf(command, probe);
            if (Volatile.Read(ref slot.State) == Live && ReferenceEquals(slot.Command, command))
            {
                return true;
            }
        }

        return Volatile.Read(ref _isCrowded) == 1 && _crowd.TryGetValue(command, out _);
    }

    public void Add(DbCommand command, Activity activity)
    {
        for (int probe = 0; probe < 2 * Window; probe++)
        {
            ref Slot slot = ref SlotOf(command, probe % Window);
            if (probe < Window ? Interlocked.CompareExchange(ref slot.State, Claimed, Free) == Free : TryTakeOver(ref slot))
            {
                slot.Command = command;
                slot.Activity = activity;
                Volatile.Write(ref slot.State, Live);
                return;
            }
        }

        Volatile.Write(ref _isCrowded, 1);
        _crowd.AddOrUpdate(command, activity);
    }

    public Activity? Remove(DbCommand command)
    {
        for (int probe = 0; probe < Window; probe++)
        {
            ref Slot slot = ref SlotOf(command, probe);
            if (ReferenceEquals(slot.Command, command) && Interlocked.CompareExchange(ref slot.State, Claimed, Live) == Live)
            {
                // Taken over in between: it is another's now.
                bool isOurs = ReferenceEquals(slot.Command, command);
                Activity? activity = isOurs ? slot.Activity : null;
                (slot.Command, slot.Activity) = isOurs ? (null, null) : (slot.Command, slot.Activity);
                Volatile.Write(ref slot.State, isOurs ? Free : Live);
                return activity;
            }
        }

        return Volatile.Read(ref _isCrowded) == 1 && _crowd.Remove(command, out Activity? crowded) ? crowded : null;
    }

    // Only where no place is free: an abandoned command may still end, if late.
    private static bool TryTakeOver(ref Slot slot)
    {
        if (!IsAbandoned(slot) || Interlocked.CompareExchange(ref slot.State, Claimed, Live) != Live)
        {
            return false;
        }

        // Looked at again now that nobody else can change it.
        bool isAbandoned = IsAbandoned(slot);
        Volatile.Write(ref slot.State, isAbandoned ? Claimed : Live);
        return isAbandoned;
    }

    private static bool IsAbandoned(in Slot slot) => slot.Activity is { Parent.IsStopped: true };

    private ref Slot SlotOf(DbCommand command, int probe) => ref _slots[(RuntimeHelpers.GetHashCode(command) + probe) & (Slots - 1)];

    private struct Slot
    {
        public DbCommand? Command;
        public Activity? Activity;
        public int State;
    }
}
