namespace IdPhoto.Documents;

/// <summary>Chooses the photo's height where the authority leaves a choice, so that the rules about heights can hold together.</summary>
/// <remarks>
/// A rule in millimetres stays as it is while the photo grows, a rule in per cent grows with it. So every demand, such as
/// 'the smallest head and the smallest margins fit in', is linear in the height, and the heights that keep all are an interval.
/// </remarks>
internal static class SizeSolver
{
    /// <summary>Stands for the height of a photo that is only a file: all its rules are in per cent.</summary>
    private const double NoPaper = 100;

    /// <summary>Millimetres by which a demand may be missed: rounding, not a broken rule.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The paper's height in millimetres, nearest to the one the record prefers; null where the rules leave none.</summary>
    public static double? Height(PhotoSpec spec)
    {
        double wished = spec.Print?.HeightMm ?? NoPaper;
        double low = spec.Print?.MinHeightMm ?? wished;
        double high = spec.Print?.MaxHeightMm ?? wished;
        foreach (Line demand in Demands(spec))
        {
            // Constant + Slope x height must not be negative.
            if (demand.Slope > 0)
                low = Math.Max(low, -demand.Constant / demand.Slope);
            else if (demand.Slope < 0)
                high = Math.Min(high, demand.Constant / -demand.Slope);
            else if (demand.Constant < -Rounding)
                return null;
        }
        if (low > high + Rounding)
            return null;
        double best = Math.Clamp(wished, Math.Min(low, high), high);
        double tidy = Math.Round(best, 1);
        return tidy >= low && tidy <= high ? tidy : best;
    }

    private static IEnumerable<Line> Demands(PhotoSpec spec)
    {
        LengthRange[] heads = spec.HeadShare is null ? [spec.Head] : [spec.Head, spec.HeadShare];
        // What the office cuts out stays as it is, whatever the print's height.
        Line page = spec.Print?.Trim is { } cut ? new Line(cut.HeightMm, 0) : new Line(0, 1);
        Line above = Least(page, spec.TopMargin);
        Line below = Least(page, spec.ChinMargin);
        foreach (LengthRange head in heads)
        {
            foreach (LengthRange other in heads)
                if (Most(page, other) is Line most)
                    yield return most - Least(page, head);
            yield return page - Least(page, head) - above - below;
            if (Most(page, head) is Line largest && Most(page, spec.TopMargin) is Line up && Most(page, spec.ChinMargin) is Line down && spec.TopMargin!.From == spec.Head.Top)
                yield return largest + up + down - page;
        }
    }

    private static Line Least(Line page, LengthRange? range) => range is null ? default : Of(page, range.Min ?? 0, range.Unit);

    private static Line? Most(Line page, LengthRange? range) => range?.Max is double max ? Of(page, max, range.Unit) : null;

    private static Line Of(Line page, double length, LengthUnit unit) => unit == LengthUnit.Mm ? new Line(length, 0) : page * (length / 100);

    /// <summary>A length that depends on the photo's height.</summary>
    private readonly record struct Line(double Constant, double Slope)
    {
        public static Line operator +(Line a, Line b) => new(a.Constant + b.Constant, a.Slope + b.Slope);

        public static Line operator -(Line a, Line b) => new(a.Constant - b.Constant, a.Slope - b.Slope);

        public static Line operator *(Line line, double by) => new(line.Constant * by, line.Slope * by);
    }
}
