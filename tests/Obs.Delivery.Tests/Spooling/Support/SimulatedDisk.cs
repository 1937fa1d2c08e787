using Obs.Delivery.Spooling;

namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>A folder in memory that counts its calls and can fail, or die, at any of them. Thread safety: any thread.</summary>
internal sealed class SimulatedDisk : ISpoolFolder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly List<(string Name, SimulatedFile File)> _deleted = [];
    private readonly Random _random;
    private bool _isDown;

    public SimulatedDisk(int seed = 0) => _random = new Random(seed);

    /// <summary>Calls so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The call in the middle of which the process dies; none when 0.</summary>
    public int CutAt { get; set; }

    /// <summary>The call that fails, once; none when 0.</summary>
    public int FailAt { get; set; }

    /// <summary>Bytes there is room for.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>Whether every call that changes something fails.</summary>
    public bool IsReadOnly { get; set; }

    public bool IsDown
    {
        get
        {
            lock (_lock)
            {
                return _isDown;
            }
        }
    }

    /// <summary>Whether a loss of power would take nothing.</summary>
    public bool IsSafe
    {
        get
        {
            lock (_lock)
            {
                return _files.Values.All(static file => file.IsSafe);
            }
        }
    }

    public IReadOnlyDictionary<string, byte[]> Files
    {
        get
        {
            lock (_lock)
            {
                return _files.ToDictionary(static f => f.Key, static f => f.Value.Content);
            }
        }
    }

    /// <summary>The disk as the next process finds it.</summary>
    public SimulatedDisk Restart(bool losesPower)
    {
        lock (_lock)
        {
            var next = new SimulatedDisk(_random.Next());
            foreach ((string name, SimulatedFile file) in _files.Where(f => !losesPower || f.Value.IsEntrySynced || _random.Next(2) == 0))
            {
                next._files[name] = losesPower ? file.AfterPowerLoss(_random) : file.AfterKill();
            }

            // A deletion that was not synced may come undone.
            foreach ((string name, SimulatedFile file) in _deleted.Where(_ => losesPower && _random.Next(2) == 0))
            {
                next._files.TryAdd(name, file.AfterPowerLoss(_random));
            }

            return next;
        }
    }

    public IReadOnlyList<string> List() => Do<IReadOnlyList<string>>(false, () => [.. _files.Keys]);

    public ISpoolFile Create(string name) => Do(true, () =>
    {
        _files.Add(name, new SimulatedFile());
        return new Handle(this, _files[name]);
    });

    public ISpoolFile Open(string name) =>
        Do(false, () => new Handle(this, _files.TryGetValue(name, out SimulatedFile? file) ? file : throw new FileNotFoundException(name)));

    public void Delete(string name) => Do(true, () =>
    {
        _files.Remove(name, out SimulatedFile? file);
        _deleted.Add((name, file!));
        return 0;
    });

    public void Sync() => Do(true, () =>
    {
        foreach (SimulatedFile file in _files.Values)
        {
            file.IsEntrySynced = true;
        }

        _deleted.Clear();
        return 0;
    });

    public void Dispose()
    {
    }

    private T Do<T>(bool changes, Func<T> action, Action? half = null)
    {
        lock (_lock)
        {
            if (!_isDown && ++Steps == CutAt)
            {
                half?.Invoke();
                _isDown = true;
            }

            if (_isDown)
            {
                throw new PowerCutException();
            }

            return Steps == FailAt || (changes && IsReadOnly) ? throw new IOException("Input/output error") : action();
        }
    }

    private sealed class Handle(SimulatedDisk disk, SimulatedFile file) : ISpoolFile
    {
        public long Length => disk.Do(false, () => file.Content.LongLength);

        public int Read(Span<byte> bytes, long offset)
        {
            byte[] content = disk.Do(false, () => file.Content);
            int count = (int)Math.Clamp(content.Length - offset, 0, bytes.Length);
            content.AsSpan((int)offset, count).CopyTo(bytes);
            return count;
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            byte[] copy = bytes.ToArray();
            disk.Do(
                true,
                () =>
                {
                    long used = disk._files.Values.Sum(static f => f.Content.LongLength);
                    long room = disk.Capacity - used + Math.Max(0, file.Content.Length - offset);
                    file.Write(copy.AsSpan(0, (int)Math.Min(copy.Length, Math.Max(0, room))), offset);
                    return room >= copy.Length ? 0 : throw new IOException("No space left on device");
                },
                () => file.Write(copy.AsSpan(0, disk._random.Next(copy.Length + 1)), offset));
        }

        public void Cut(long length) => disk.Do(true, () =>
        {
            file.Cut(length);
            return 0;
        });

        public void Sync() => disk.Do(true, () =>
        {
            file.Sync();
            return 0;
        });

        public void Dispose()
        {
        }
    }
}
