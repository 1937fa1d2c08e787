using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Room on the stack for the tags of most measurements, cleared in a fraction of the time that <see cref="TagBuffer"/>
/// takes.</summary>
[InlineArray(Capacity)]
internal struct SmallTagBuffer
{
    public const int Capacity = 8;

    private KeyValuePair<string, object?> _first;
}
