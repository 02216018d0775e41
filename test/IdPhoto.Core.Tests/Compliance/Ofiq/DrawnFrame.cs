using IdPhoto.Compliance.Ofiq;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Compliance.Measures;
using TissueKind = IdPhoto.Compliance.View.Tissue;

namespace IdPhoto.Tests.Compliance.Ofiq;

/// <summary>
/// A photo whose upper left 616 x 616 pixels are OFIQ's frame: eyes, nose and mouth lie at the frame's own places. The face
/// without its forehead is the box from (208, 272) to (407, 472), eyes to chin are 200 pixels, and the eyes 113 apart.
/// </summary>
internal sealed class DrawnFrame
{
    public const int Side = 616;

    /// <summary>The pixels of the face without its forehead: 199 columns, 200 rows.</summary>
    public const int FacePixels = 39_800;

    private readonly PixelSize _size;
    private readonly byte[] _rgb;
    private readonly TissueKind[] _tissues;
    private readonly Point[] _mesh;
    private readonly double[] _depth = new double[478];

    /// <summary>Skin of one colour where the head is, before a grey wall.</summary>
    /// <param name="width">Columns of the photo.</param>
    /// <param name="height">Rows of the photo.</param>
    /// <param name="yaw">How far the points are turned that no expression moves.</param>
    public DrawnFrame(int width = Side, int height = Side, double yaw = 0)
    {
        _size = new PixelSize(width, height);
        _rgb = new byte[3 * _size.Area];
        _tissues = new TissueKind[_size.Area];
        _mesh = NewMesh(_depth, yaw);
        Box(0, 0, width, height, new Colour(200, 200, 200)).Box(150, 150, 470, 500, new Colour(200, 160, 140));
        TissueBox(150, 150, 470, 500, TissueKind.FaceSkin);
    }

    public FaceMesh Mesh => new(1, [.. _mesh], [.. _depth]);

    /// <summary>Draws the pixels from one corner up to, but without, the other, as far as the photo reaches.</summary>
    public DrawnFrame Box(int left, int top, int right, int bottom, Colour colour) => Draw(left, top, right, bottom, (_, _) => colour);

    public DrawnFrame Draw(int left, int top, int right, int bottom, Func<int, int, Colour> colour)
    {
        for (int y = top; y < Math.Min(bottom, _size.Height); y++)
            for (int x = left; x < Math.Min(right, _size.Width); x++)
            {
                int i = 3 * ((y * _size.Width) + x);
                Colour c = colour(x, y);
                (_rgb[i], _rgb[i + 1], _rgb[i + 2]) = (c.R, c.G, c.B);
            }
        return this;
    }

    public DrawnFrame TissueBox(int left, int top, int right, int bottom, TissueKind tissue)
    {
        for (int y = top; y < Math.Min(bottom, _size.Height); y++)
            for (int x = left; x < Math.Min(right, _size.Width); x++)
                _tissues[(y * _size.Width) + x] = tissue;
        return this;
    }

    public DrawnFrame Move(double x, double y, params ReadOnlySpan<int> landmarks)
    {
        foreach (int landmark in landmarks)
            _mesh[landmark] = new Point(x, y);
        return this;
    }

    /// <summary>The face's lower edge, and with it the chin, in another row.</summary>
    public DrawnFrame Chin(double y)
    {
        for (int i = 0; i < _mesh.Length; i++)
            if (_mesh[i].Y == 472)
                _mesh[i] = _mesh[i] with { Y = y };
        return this;
    }

    /// <summary>The whole face elsewhere on the photo.</summary>
    public DrawnFrame Shift(double x, double y)
    {
        for (int i = 0; i < _mesh.Length; i++)
            _mesh[i] += new Point(x, y);
        return this;
    }

    public OfiqFrame Frame() => OfiqFrame.Of(Portrait());

    public Portrait Portrait()
    {
        Plane Of(TissueKind kind) => new(_size, Array.ConvertAll(_tissues, tissue => tissue == kind ? 1f : 0f));
        PersonMap map = new(
            new Box(0, 0, _size.Width, _size.Height), new Plane(_size, Array.ConvertAll(_tissues, tissue => tissue == TissueKind.Background ? 0f : 1f)),
            Of(TissueKind.Hair), Of(TissueKind.BodySkin), Of(TissueKind.FaceSkin), Of(TissueKind.Clothes), Of(TissueKind.Others));
        return DrawnHead.Portrait(new Picture(_size, _rgb), Mesh, null, map);
    }

    private static Point[] NewMesh(double[] depth, double yaw)
    {
        Point[] points = [.. Enumerable.Repeat(new Point(308, 336), 478)];
        (double sin, double cos) = Math.SinCos(yaw * Math.PI / 180);
        void Model(int index, double x, double y, double z)
        {
            points[index] = new Point(307.5 + (18 * ((x * cos) + (z * sin))), 272 + (18 * (2.6 - y)));
            depth[index] = 18 * ((x * sin) - (z * cos));
        }
        foreach ((int index, double x, double y, double z) in FaceLandmarks.RigidMiddle)
            Model(index, x, y, z);
        foreach ((int right, int left, double x, double y, double z) in FaceLandmarks.RigidPairs)
        {
            Model(right, -x, y, z);
            Model(left, x, y, z);
        }
        void Put(double x, double y, params ReadOnlySpan<int> indices)
        {
            foreach (int index in indices)
                points[index] = new Point(x, y);
        }
        Put(208, 272, 70, 63, 105, 66, 107);
        Put(407, 272, 336, 296, 334, 293, 300);
        Put(407, 472, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400);
        Put(307.5, 472, 377, 152, 148);
        Put(208, 472, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127);
        // The eyes' corners; gaps of 6, 12 and 10 between the right eye's lids, of 8, 5 and 7 between the left eye's.
        (points[33], points[133], points[362], points[263]) = (new(235, 272), new(267, 272), new(348, 272), new(380, 272));
        Lids(points, 160, 144, 243, 3);
        Lids(points, 159, 145, 251, 6);
        Lids(points, 158, 153, 259, 5);
        Lids(points, 387, 373, 372, 4);
        Lids(points, 386, 374, 364, 2.5);
        Lids(points, 385, 380, 356, 3.5);
        points[4] = new(308, 336);
        // The lips' outer edge is a box of 93 x 20 pixels; gaps of 4, 10 and 6 within.
        (points[61], points[291]) = (new(262, 402), new(355, 402));
        Put(262, 392, 185, 40, 39, 37);
        Put(308, 392, 0);
        Put(355, 392, 267, 269, 270, 409);
        Put(355, 412, 375, 321, 405, 314);
        Put(308, 412, 17);
        Put(262, 412, 84, 181, 91, 146);
        (points[81], points[178], points[13], points[14], points[311], points[402]) = (new(290, 400), new(290, 404), new(308, 397), new(308, 407), new(326, 399), new(326, 405));
        return points;
    }

    private static void Lids(Point[] points, int upper, int lower, double x, double half) => (points[upper], points[lower]) = (new(x, 272 - half), new(x, 272 + half));
}
