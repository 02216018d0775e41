using IdPhoto.Faces;
using IdPhoto.Networks;
using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Bench.Composites;

/// <summary>Blurs a face away, as published matting portraits do, so that no detector can help.</summary>
internal static class FaceBlur
{
    /// <summary>Of the mesh's box, the half axes of the ellipse that is blurred.</summary>
    private const double Reach = 0.55;

    /// <summary>The picture with its main face blurred, or as it is where none is found.</summary>
    public static async Task<Picture> ApplyAsync(INetworks networks, Picture picture)
    {
        FoundFaces found = await FaceFinder.FindAsync(networks, picture);
        if (found.Faces.Count == 0 || found.QuarterTurns != 0)
            return picture;
        Box face = found.Faces[0].Mesh.Bounds;
        using Image image = Image.NewFromMemory(picture.Rgb, picture.Width, picture.Height, 3, Enums.BandFormat.Uchar);
        using Image soft = image.Gaussblur(face.Width / 8);
        return Inside(picture, soft.WriteToMemory<byte>(), face);
    }

    private static Picture Inside(Picture picture, byte[] soft, Box face)
    {
        byte[] rgb = (byte[])picture.Rgb.Clone();
        for (int i = 0; i < picture.Size.Area; i++)
        {
            double x = ((i % picture.Width) - face.Centre.X) / (face.Width * Reach);
            double y = ((i / picture.Width) - face.Centre.Y) / (face.Height * Reach);
            if ((x * x) + (y * y) < 1)
                soft.AsSpan(3 * i, 3).CopyTo(rgb.AsSpan(3 * i));
        }
        return new Picture(picture.Size, rgb);
    }
}
