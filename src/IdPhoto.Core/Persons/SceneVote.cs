using System.Runtime.CompilerServices;
using IdPhoto.Faces;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Turns what two networks and the wall say into one decision about where the main person is.</summary>
/// <remarks>Everything is on one grid over the region, about twice as fine as the person network.</remarks>
internal sealed class SceneVote
{
    /// <summary>Before a busy background the person network has the last word, before an even one IS-Net.</summary>
    private const float PersonWeightBusy = 0.58f;
    private const float PersonWeightEven = 0.42f;

    /// <summary>How far looking like the wall, or plainly not, moves the vote before an even background.</summary>
    private const float WallVeto = 0.35f;
    private const float WallSupport = 0.15f;

    /// <summary>Under a face stands a body: both networks' doubts weigh less there.</summary>
    private const float TorsoSupport = 0.15f;

    /// <summary>Without a face, what stands out is a person only if the person network sees one in most of it.</summary>
    private const double LeastPerson = 0.5;

    private readonly Box _region;
    private readonly PixelSize _grid;
    private readonly PersonMap _map;
    private readonly Plane _a;
    private readonly Plane _p;
    private readonly Plane _hair;
    private readonly bool _alone;
    private readonly BackgroundModel _wall;
    private readonly FaceMesh? _face;
    private readonly bool[] _inside;

    private SceneVote(Picture image, Box region, PersonMap map, Plane? salient, FaceMesh? face)
    {
        _region = region;
        _grid = image.Size;
        _face = face;
        _map = map;
        _alone = salient is null;
        _p = Stretched(map.Person);
        _hair = Stretched(map.Hair);
        _a = salient is null ? _p : Stretched(salient);
        _wall = BackgroundModel.Fit(image, _a, _p);
        _inside = new bool[_grid.Area];
    }

    /// <summary>Decides.</summary>
    /// <param name="image">The region's picture on the grid.</param>
    /// <param name="region">The region in pixels of the picture.</param>
    /// <param name="map">What the person network saw there.</param>
    /// <param name="salient">What IS-Net saw there, or null.</param>
    /// <param name="faces">Faces in pixels of the picture, the main one first.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static PersonScene Decide(Picture image, Box region, PersonMap map, Plane? salient, IReadOnlyList<FoundFace> faces)
    {
        SceneVote vote = new(image, region, map, salient, faces.Count == 0 ? null : faces[0].Mesh);
        vote.Vote();
        vote.AddFace();
        foreach (FoundFace other in faces.Skip(1))
            vote.GiveTo(other.Mesh);
        vote.BridgeHiddenFace();
        vote.KeepMainParts();
        vote.DropWhatIsOnlyLeantOn();
        vote.CloseHoles();
        return vote.Assemble();
    }

    private Plane Stretched(Plane plane)
        => plane.Resample(AffineMap.FromBox(new Box(0, 0, plane.Width, plane.Height), _grid), _grid);

    private float Match(int i) => MathF.Exp(-_wall.Distance[i] * _wall.Distance[i] / 6);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Vote()
    {
        for (int i = 0; i < _inside.Length; i++)
        {
            float a = _a.Values[i], p = _p.Values[i], even = _wall.Evenness[i];
            float weight = _alone ? 1 : PersonWeightBusy + ((PersonWeightEven - PersonWeightBusy) * even);
            float seen = Math.Min(1, Math.Max(a, p) / 0.3f);
            float vote = ((1 - weight) * a) + (weight * p);
            float match = Match(i);
            vote += even * ((WallSupport * seen * (1 - match)) - (WallVeto * match * (1 - Math.Min(a, p))));
            if (_face is not null && seen > 0.5f)
                vote += TorsoSupport * Torso(i);
            _inside[i] = vote > 0.5f;
        }
    }

    /// <summary>1 in a wedge below the chin, where shoulders and chest must be; 0 elsewhere.</summary>
    private float Torso(int i)
    {
        Point chin = _face!.Chin;
        double t = _face.EyeMidpoint.DistanceTo(chin);
        Point at = ToPicture(i % _grid.Width, i / _grid.Width);
        double below = (at.Y - chin.Y) / t;
        double beside = Math.Abs(at.X - chin.X) / t;
        return below > 0.2 && beside < Math.Min(0.35 + (0.9 * below), 1.4) ? 1 : 0;
    }

    private Point ToPicture(int x, int y)
        => new(_region.X + ((x + 0.5) / _grid.Width * _region.Width), _region.Y + ((y + 0.5) / _grid.Height * _region.Height));

    private int ToGrid(Point picture)
    {
        int x = (int)((picture.X - _region.X) / _region.Width * _grid.Width);
        int y = (int)((picture.Y - _region.Y) / _region.Height * _grid.Height);
        return (uint)x < (uint)_grid.Width && (uint)y < (uint)_grid.Height ? (y * _grid.Width) + x : -1;
    }

    /// <summary>A face has no holes, whatever is worn before it.</summary>
    private void AddFace()
    {
        if (_face is null)
            return;
        Point[] oval = [.. FaceMesh.Oval.Select(k => _face.Points[k])];
        Box bounds = _face.Bounds;
        for (int i = 0; i < _inside.Length; i++)
        {
            Point at = ToPicture(i % _grid.Width, i / _grid.Width);
            if (at.X >= bounds.X && at.X <= bounds.Right && at.Y >= bounds.Y && at.Y <= bounds.Bottom && Polygon.Contains(oval, at))
                _inside[i] = true;
        }
    }

    /// <summary>Where people touch, each pixel belongs to the one whose axis is nearer, in units of the own size.</summary>
    private void GiveTo(FaceMesh other)
    {
        if (IsPrint(other))
            return;
        for (int i = 0; i < _inside.Length; i++)
        {
            Point at = ToPicture(i % _grid.Width, i / _grid.Width);
            if (_inside[i] && FromAxis(other, at) < FromAxis(_face!, at))
                _inside[i] = false;
        }
    }

    /// <summary>A face on the chest of the person is printed on a shirt.</summary>
    private bool IsPrint(FaceMesh other)
    {
        Point at = other.EyeMidpoint;
        return ToGrid(at) is >= 0 and int i && Torso(i) > 0;
    }

    /// <summary>Distance from the line that runs from the eyes down through the body, in units of T (eyes to chin).</summary>
    private static double FromAxis(FaceMesh face, Point at)
    {
        Point eyes = face.EyeMidpoint;
        double t = eyes.DistanceTo(face.Chin);
        double down = Math.Clamp(at.Y - eyes.Y, -0.5 * t, 8 * t);
        return at.DistanceTo(new Point(eyes.X, eyes.Y + down)) / t;
    }

    /// <summary>
    /// Without a visible face (blurred, turned away, covered) the networks may leave a gap between hair and body; what
    /// lies in one column between the two is head.
    /// </summary>
    private void BridgeHiddenFace()
    {
        if (_face is not null)
            return;
        for (int x = 0; x < _grid.Width; x++)
        {
            int hairBottom = -1, hairRows = 0;
            for (int y = 0; y < _grid.Height; y++)
            {
                int i = (y * _grid.Width) + x;
                if (!_inside[i])
                    continue;
                if (hairBottom >= 0 && y > hairBottom + 1 && y - hairBottom < _grid.Height / 4 && hairRows > 2 && IsSuspected(x, hairBottom + 1, y))
                    for (int gap = hairBottom + 1; gap < y; gap++)
                        _inside[(gap * _grid.Width) + x] = true;
                bool hair = _hair.Values[i] > 0.5f;
                (hairBottom, hairRows) = hair ? (y, hairRows + 1) : (hairBottom == y - 1 ? y : -1, hairRows);
            }
        }
    }

    private bool IsSuspected(int x, int from, int to)
    {
        float sum = 0;
        for (int y = from; y < to; y++)
            sum += Math.Max(_a[x, y], _p[x, y]);
        return sum > 0.25f * (to - from);
    }

    private void KeepMainParts()
    {
        ConnectedComponents parts = ConnectedComponents.Of(_grid, _inside);
        if (parts.Count == 0)
            throw NoPerson();
        double[] sum = Sums(parts, i => _a.Values[i]);
        int main = _face is null ? MostVisible(parts, sum) : PartOfFace(parts);
        if (_face is null && !LooksLikeAPerson(parts, main))
            throw NoPerson();
        for (int i = 0; i < _inside.Length; i++)
        {
            int k = parts.Labels[i];
            _inside[i] = k != 0 && (k == main || (_face is null && IsSecondPart(parts, sum, k, main)));
        }
    }

    /// <summary>Large enough, a person to the person network, and with some hair or skin: walls and rocks have none.</summary>
    private bool LooksLikeAPerson(ConnectedComponents parts, int main)
    {
        (Plane hair, Plane body, Plane face) = (_hair, Stretched(_map.BodySkin), Stretched(_map.FaceSkin));
        double flesh = Sums(parts, i => Math.Max(hair.Values[i], Math.Max(body.Values[i], face.Values[i])))[main];
        double person = Sums(parts, i => _p.Values[i])[main];
        double area = parts.Areas[main];
        return area > 0.004 * _grid.Area && person > LeastPerson * area && flesh > 0.03 * area;
    }

    private static PhotoException NoPerson()
        => new(Refusals.NoPerson, Message.Of("portraits.no-person"));

    private static int MostVisible(ConnectedComponents parts, double[] sum)
        => Enumerable.Range(1, parts.Count).MaxBy(k => (0.2 * parts.Areas[k]) + sum[k]);

    // Without a face, a limb cut off by an object is kept; a phantom, which IS-Net does not see, is not.
    private static bool IsSecondPart(ConnectedComponents parts, double[] sum, int k, int main)
        => parts.Areas[k] >= 0.02 * parts.Areas[main] && sum[k] >= 0.5 * parts.Areas[k];

    private int PartOfFace(ConnectedComponents parts)
    {
        int[] votes = new int[parts.Count + 1];
        foreach (Point point in _face!.Points)
            if (ToGrid(point) is >= 0 and int i)
                votes[parts.Labels[i]]++;
        votes[0] = 0;
        int best = Array.IndexOf(votes, votes.Max());
        return votes[best] > 0 ? best : Enumerable.Range(1, parts.Count).MaxBy(k => parts.Areas[k]);
    }

    /// <summary>
    /// Takes away what IS-Net alone sees beside the person (a chair, a frame), unless the person network has at least
    /// a suspicion, or it hangs from the hair (a braid).
    /// </summary>
    private void DropWhatIsOnlyLeantOn()
    {
        if (_alone)
            return;
        bool[] alone = new bool[_inside.Length];
        for (int i = 0; i < alone.Length; i++)
            alone[i] = _inside[i] && _p.Values[i] < 0.15f;
        ConnectedComponents parts = ConnectedComponents.Of(_grid, alone);
        double[] suspicion = Sums(parts, i => _p.Values[i]);
        double[] hair = Sums(parts, i => Touches(i, alone) ? _hair.Values[i] + HairBeside(i) : 0);
        int person = _inside.Count(flag => flag);
        for (int i = 0; i < alone.Length; i++)
        {
            int k = parts.Labels[i];
            if (k != 0 && parts.Areas[k] > 0.004 * person && suspicion[k] < 0.02 * parts.Areas[k] && hair[k] < 2)
                _inside[i] = false;
        }
    }

    private bool Touches(int i, bool[] alone)
    {
        int x = i % _grid.Width, y = i / _grid.Width;
        return (x > 0 && _inside[i - 1] && !alone[i - 1]) || (x < _grid.Width - 1 && _inside[i + 1] && !alone[i + 1])
            || (y > 0 && _inside[i - _grid.Width] && !alone[i - _grid.Width])
            || (y < _grid.Height - 1 && _inside[i + _grid.Width] && !alone[i + _grid.Width]);
    }

    private float HairBeside(int i)
    {
        int x = i % _grid.Width, y = i / _grid.Width;
        float hair = 0;
        for (int dy = -4; dy <= 4; dy += 4)
            for (int dx = -4; dx <= 4; dx += 4)
                hair = Math.Max(hair, _hair[Math.Clamp(x + dx, 0, _grid.Width - 1), Math.Clamp(y + dy, 0, _grid.Height - 1)]);
        return hair > 0.3f ? 1 : 0;
    }

    /// <summary>Closes enclosed holes unless they show the wall through crooked arms.</summary>
    private void CloseHoles()
    {
        bool[] outside = [.. _inside.Select(flag => !flag)];
        ConnectedComponents holes = ConnectedComponents.Of(_grid, outside);
        double[] seen = Sums(holes, i => Math.Max(_a.Values[i], _p.Values[i]));
        double[] wall = Sums(holes, i => _wall.Evenness[i] * Match(i));
        for (int i = 0; i < _inside.Length; i++)
        {
            int k = holes.Labels[i];
            if (k != 0 && !holes.TouchesEdge(k, _grid) && seen[k] > 0.3 * holes.Areas[k] && wall[k] < 0.6 * holes.Areas[k])
                _inside[i] = true;
        }
    }

    private static float Mean(float a, float p, float weight)
    {
        if (a == p)
            return a;
        if (weight is > 0.49f and < 0.51f)
            return MathF.Sqrt(a * p);
        return MathF.Pow(Math.Max(1e-6f, a), weight) * MathF.Pow(Math.Max(1e-6f, p), 1 - weight);
    }

    private static double[] Sums(ConnectedComponents parts, Func<int, float> value)
    {
        double[] sums = new double[parts.Count + 1];
        for (int i = 0; i < parts.Labels.Length; i++)
            if (parts.Labels[i] != 0)
                sums[parts.Labels[i]] += value(i);
        return sums;
    }

    /// <summary>
    /// The likelihood is the geometric mean of the networks (IS-Net's strands are too fat, the other's too thin), but
    /// a network that was overruled nearby has no say in it.
    /// </summary>
    private PersonScene Assemble()
    {
        int n = _inside.Length;
        float[] wrongA = new float[n], wrongP = new float[n];
        Plane mask = new(_grid), likelihood = new(_grid), certain = new(_grid);
        for (int i = 0; i < n; i++)
        {
            mask.Values[i] = _inside[i] ? 1 : 0;
            wrongA[i] = Math.Abs(mask.Values[i] - _a.Values[i]) > 0.6f ? 1 : 0;
            wrongP[i] = Math.Abs(mask.Values[i] - _p.Values[i]) > 0.6f ? 1 : 0;
        }
        int radius = Math.Max(2, _grid.LongSide * 3 / 256);
        BoxBlur.Run(_grid, wrongA, radius);
        BoxBlur.Run(_grid, wrongP, radius);
        for (int i = 0; i < n; i++)
        {
            float a = _a.Values[i], p = _p.Values[i];
            float weight = (wrongP[i] + 0.08f) / (wrongA[i] + wrongP[i] + 0.16f);
            likelihood.Values[i] = Mean(a, p, weight);
            certain.Values[i] = _inside[i] ? Math.Min(a, p) : 1 - Math.Max(a, p);
        }
        return new PersonScene(_region, mask, likelihood, certain, _hair);
    }
}
