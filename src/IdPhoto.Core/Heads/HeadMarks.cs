using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Heads;

/// <summary>Places of a head that a person has set by hand, in pixels of the upright picture; null leaves what was measured.</summary>
public sealed record HeadMarks
{
    /// <summary>The eyes are at least this far apart, as a share of chin to crown; between the eyes of a face in profile there is more.</summary>
    private const double LeastEyeDistance = 0.05;

    /// <summary>Top of the head ignoring hair.</summary>
    public Point? Crown { get; init; }

    /// <summary>Visible top of the head with hair or cover.</summary>
    public Point? HeadTop { get; init; }

    /// <summary>Base of the chin.</summary>
    public Point? Chin { get; init; }

    /// <summary>Centre of the subject's left eye.</summary>
    public Point? LeftEye { get; init; }

    /// <summary>Centre of the subject's right eye.</summary>
    public Point? RightEye { get; init; }

    /// <summary>Whether any place is set.</summary>
    public bool Any => Crown is not null || HeadTop is not null || Chin is not null || LeftEye is not null || RightEye is not null;

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidCorrection"/>: a mark is no number or far outside the picture.</exception>
    internal void RequireNear(PixelSize picture)
    {
        foreach (Point? mark in (ReadOnlySpan<Point?>)[Crown, HeadTop, Chin, LeftEye, RightEye])
            if (mark is Point place && !place.IsNear(picture))
                throw new PhotoException(Refusals.InvalidCorrection, Message.Of("portraits.mark-outside"));
    }

    /// <exception cref="PhotoException"><see cref="Refusals.InvalidCorrection"/>: this is no upright head.</exception>
    internal void RequireHead(HeadMeasure head)
    {
        Point across = head.LeftEye - head.RightEye;
        // The picture is upright, so that the subject's left eye is the one further right.
        if (across.X <= 0 || across.Length < LeastEyeDistance * head.CrownHeight)
            throw new PhotoException(Refusals.InvalidCorrection, Message.Of("portraits.marks-eyes"));
        Point down = new Point(-across.Y, across.X) * (1 / across.Length);
        if (Along(head.Crown) >= 0 || Along(head.Chin) <= 0 || (HeadTop is Point top && Along(top) >= 0))
            throw new PhotoException(Refusals.InvalidCorrection, Message.Of("portraits.marks-order"));

        double Along(Point place)
        {
            Point from = place - head.EyeMidpoint;
            return (from.X * down.X) + (from.Y * down.Y);
        }
    }
}
