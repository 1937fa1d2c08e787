using Microsoft.Extensions.Logging;

namespace Obs.Logging.Formatting;

/// <summary>The scopes around an entry. The framework gives them from the outside in; the inner ones have to be written first.</summary>
internal sealed class ScopeStack
{
    private const int MaxScopes = 64;

    private readonly object?[] _scopes = new object?[MaxScopes];
    private int _count;
    private bool _overflowed;

    /// <summary>The scopes, outermost first.</summary>
    public ReadOnlySpan<object?> Scopes => _scopes.AsSpan(0, _count);

    /// <summary>Collects the scopes; false if there are more than an entry may have.</summary>
    public bool Read(IExternalScopeProvider provider)
    {
        provider.ForEachScope(static (scope, stack) => stack.Add(scope), this);
        return !_overflowed;
    }

    public void Clear()
    {
        _scopes.AsSpan(0, _count).Clear();
        _count = 0;
        _overflowed = false;
    }

    private void Add(object? scope)
    {
        if (_count < MaxScopes)
        {
            _scopes[_count++] = scope;
        }
        else
        {
            _overflowed = true;
        }
    }
}
