using System.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>Counts attempts and those that came to something, for a share of the whole: conversion, acceptance, cache hits.</summary>
/// <remarks>
/// Two counters underneath, so that a longer window has the share of its sums and never an average of shares. Every call gives one value
/// for each declared dimension; a call with fewer or more is rejected and counted. Never throws, allocates nothing once a combination of
/// values was seen. Thread safety: any thread.
/// </remarks>
public sealed class BusinessRatio
{
    internal const string HitsSuffix = ".Hits";
    internal const string AttemptsSuffix = ".Attempts";

    private readonly Counter<long> _hits;
    private readonly Counter<long> _attempts;
    private readonly DeclaredDimensions _dimensions;

    internal BusinessRatio(Counter<long> hits, Counter<long> attempts, DeclaredDimensions dimensions)
    {
        _hits = hits;
        _attempts = attempts;
        _dimensions = dimensions;
    }

    /// <summary>Counts an attempt, and whether it came to something, without dimensions.</summary>
    public void Add(bool isHit)
    {
        if (_attempts.Enabled && _dimensions.Accept(0))
        {
            _attempts.Add(1);
            _hits.Add(isHit ? 1 : 0);
        }
    }

    /// <summary>Counts an attempt in the series of one dimension value.</summary>
    public void Add(bool isHit, string? value)
    {
        if (_attempts.Enabled && _dimensions.Accept(1))
        {
            _attempts.Add(1, _dimensions[0, value]);
            _hits.Add(isHit ? 1 : 0, _dimensions[0, value]);
        }
    }

    /// <summary>Counts an attempt in the series of two dimension values, in the order in which the dimensions were declared.</summary>
    public void Add(bool isHit, string? first, string? second)
    {
        if (_attempts.Enabled && _dimensions.Accept(2))
        {
            _attempts.Add(1, _dimensions[0, first], _dimensions[1, second]);
            _hits.Add(isHit ? 1 : 0, _dimensions[0, first], _dimensions[1, second]);
        }
    }

    /// <summary>Counts an attempt in the series of three dimension values, in the order in which the dimensions were declared.</summary>
    public void Add(bool isHit, string? first, string? second, string? third)
    {
        if (_attempts.Enabled && _dimensions.Accept(3))
        {
            _attempts.Add(1, _dimensions[0, first], _dimensions[1, second], _dimensions[2, third]);
            _hits.Add(isHit ? 1 : 0, _dimensions[0, first], _dimensions[1, second], _dimensions[2, third]);
        }
    }
}
