using System.Runtime.InteropServices;

namespace Obs.Logging.Formatting;

/// <summary>What a <see cref="Memory{T}"/> refers to. It is no collection itself, and its own text says nothing of what is in it.</summary>
internal static class MemoryItems
{
    /// <summary>The text or the items; null if the value is no memory of one of the kinds that are logged.</summary>
    public static object? Of(object value) => value switch
    {
        ReadOnlyMemory<char> or Memory<char> => value.ToString(),
        ReadOnlyMemory<byte> memory => MemoryMarshal.ToEnumerable(memory),
        Memory<byte> memory => MemoryMarshal.ToEnumerable<byte>(memory),
        ReadOnlyMemory<int> memory => MemoryMarshal.ToEnumerable(memory),
        Memory<int> memory => MemoryMarshal.ToEnumerable<int>(memory),
        ReadOnlyMemory<long> memory => MemoryMarshal.ToEnumerable(memory),
        Memory<long> memory => MemoryMarshal.ToEnumerable<long>(memory),
        ReadOnlyMemory<float> memory => MemoryMarshal.ToEnumerable(memory),
        Memory<float> memory => MemoryMarshal.ToEnumerable<float>(memory),
        ReadOnlyMemory<double> memory => MemoryMarshal.ToEnumerable(memory),
        Memory<double> memory => MemoryMarshal.ToEnumerable<double>(memory),
        ReadOnlyMemory<string> memory => MemoryMarshal.ToEnumerable(memory),
        Memory<string> memory => MemoryMarshal.ToEnumerable<string>(memory),
        _ => null,
    };
}
