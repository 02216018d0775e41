using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Networks;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Framing;
using Xunit;

namespace IdPhoto.Tests.Edits;

/// <summary>Random noise, on which every wrong weight shows, with a head in it; photos of it need no network.</summary>
internal static class NoisyPortrait
{
    public static Portrait Of(PixelSize size, int seed, Point eyes, double t, double roll)
    {
        byte[] noise = new byte[size.Area * 3];
        new Random(seed).NextBytes(noise);
        Picture picture = new(size, noise);
        HeadMeasure head = Subject.Textbook(size, eyes, t, roll);
        FaceMesh mesh = new(1, [.. Enumerable.Repeat(head.EyeMidpoint, 478)], new double[478]);
        DetectedFace face = new(1, new Box(eyes.X, eyes.Y, 1, 1), head.RightEye, head.LeftEye, eyes, eyes, eyes, eyes);
        return new Portrait
        {
            Pixels = picture,
            QuarterTurns = 0,
            Working = picture,
            WorkingScale = 1,
            Faces = [new FoundFace(face, mesh)],
            Heads = [head],
        };
    }

    /// <summary>Makes a photo that keeps its background: a job that looks at nothing but the head that was found.</summary>
    public static MadePhoto Make(Portrait portrait, PhotoSpec spec, MakeOptions options)
    {
        ValueTask<MadePhoto> made = IdPhotoMaker.MakeAsync(new NoNetworks(), portrait, spec, options);
        Assert.True(made.IsCompleted);
        return made.AsTask().GetAwaiter().GetResult();
    }

    private sealed class NoNetworks : INetworks
    {
        public bool Has(Network network) => true;

        public ValueTask<IReadOnlyList<float[]>> RunAsync(Network network, float[] input, ReadOnlyMemory<int> shape, CancellationToken cancel)
            => throw new InvalidOperationException("A network was run.");
    }
}
