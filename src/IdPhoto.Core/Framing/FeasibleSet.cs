namespace IdPhoto.Framing;

/// <summary>The placements that keep every rule so far: exactly, as a convex polygon over scale and upper edge.</summary>
/// <remarks>
/// The third unknown, the left edge, is eliminated after Fourier and Motzkin: a left edge exists for a point of the
/// polygon just when every lower bound on it lies below every upper bound, and each such pair is one more half-plane.
/// </remarks>
internal sealed class FeasibleSet
{
    /// <summary>A constraint may be missed by this many source pixels: far below anything visible, far above rounding.</summary>
    private const double Slack = 1e-8;

    /// <summary>A constraint that depends on the left edge less than this does not depend on it.</summary>
    private const double Parallel = 1e-12;

    private readonly List<Linear> _atLeast = [];
    private readonly List<Linear> _atMost = [];
    private List<Position> _corners;
    private List<Position> _work = [];
    private List<Position> _spare = [];

    /// <param name="scaleMin">Smallest scale, above 0.</param>
    /// <param name="scaleMax">Largest scale.</param>
    /// <param name="reach">The upper edge lies within this of the eyes.</param>
    public FeasibleSet(double scaleMin, double scaleMax, double reach)
        => _corners = [new(scaleMin, 0, -reach), new(scaleMax, 0, -reach), new(scaleMax, 0, reach), new(scaleMin, 0, reach)];

    /// <summary>Corners of the polygon; their left edges mean nothing.</summary>
    public IReadOnlyList<Position> Corners => _corners;

    /// <summary>Adds constraints, all or none.</summary>
    /// <returns>False, and nothing is changed, when no placement would be left.</returns>
    public bool TryAdd(ReadOnlySpan<Linear> constraints)
    {
        (int atLeast, int atMost) = (_atLeast.Count, _atMost.Count);
        _work.Clear();
        _work.AddRange(_corners);
        foreach (Linear constraint in constraints)
            Add(constraint);
        if (_work.Count > 0)
        {
            (_corners, _work) = (_work, _corners);
            return true;
        }
        _atLeast.RemoveRange(atLeast, _atLeast.Count - atLeast);
        _atMost.RemoveRange(atMost, _atMost.Count - atMost);
        return false;
    }

    /// <summary>The possible left edge nearest to a wished one, for a point of the polygon.</summary>
    public double NearestLeft(Position at, double wish)
    {
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        foreach (Linear bound in _atLeast)
            low = Math.Max(low, Bound(bound, at));
        foreach (Linear bound in _atMost)
            high = Math.Min(high, Bound(bound, at));
        return low <= high ? Math.Clamp(wish, low, high) : (low + high) / 2;
    }

    private static double Bound(Linear bound, Position at) => -(bound with { Left = 0 }).At(at) / bound.Left;

    private void Add(Linear constraint)
    {
        if (Math.Abs(constraint.Left) < Parallel)
        {
            Clip(constraint);
            return;
        }
        bool atLeast = constraint.Left > 0;
        foreach (Linear other in atLeast ? _atMost : _atLeast)
            Clip(Eliminate(constraint, other));
        (atLeast ? _atLeast : _atMost).Add(constraint);
    }

    // Weighted so that the left edge cancels; the weights sum to 1, which keeps the result in source pixels.
    private static Linear Eliminate(Linear a, Linear b)
    {
        double weight = b.Left / (b.Left - a.Left);
        return ((a * weight) + (b * (1 - weight))) with { Left = 0 };
    }

    // Sutherland and Hodgman, 1974.
    private void Clip(Linear constraint)
    {
        _spare.Clear();
        for (int i = 0; i < _work.Count; i++)
        {
            Position from = _work[i];
            Position to = _work[(i + 1) % _work.Count];
            double a = constraint.At(from);
            double b = constraint.At(to);
            if (a >= -Slack)
                _spare.Add(from);
            if ((a > Slack && b < -Slack) || (a < -Slack && b > Slack))
                _spare.Add(Between(from, to, a / (a - b)));
        }
        (_work, _spare) = (_spare, _work);
    }

    private static Position Between(Position from, Position to, double share)
        => new(from.Scale + (share * (to.Scale - from.Scale)), 0, from.Top + (share * (to.Top - from.Top)));
}
