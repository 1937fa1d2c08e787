// Reads histograms and a log that Obs wrote, from standard input, and says in JSON what hdr-histogram-js makes of them.
"use strict";
const hdr = require("hdr-histogram-js");

const PERCENTILES = [25, 50, 75, 90, 99, 99.9, 100];
const STEPS_PER_HALF = 5;

function describe(payload) {
  const histogram = hdr.decodeFromCompressedBase64(payload, 64);
  const steps = [];
  const iterator = new (require("hdr-histogram-js/dist/PercentileIterator").default)(histogram, STEPS_PER_HALF);
  while (iterator.hasNext()) {
    const step = iterator.next();
    steps.push([step.valueIteratedTo, step.countAddedInThisIterationStep, step.totalCountToThisValue, step.percentileLevelIteratedTo]);
  }
  return {
    totalCount: histogram.totalCount,
    max: histogram.maxValue,
    mean: histogram.mean,
    stdDev: histogram.stdDeviation,
    percentiles: PERCENTILES.map((p) => histogram.getValueAtPercentile(p)),
    steps,
    encoded: hdr.encodeIntoCompressedBase64(histogram),
  };
}

function readLog(text) {
  const reader = new hdr.HistogramLogReader(text, 64);
  const read = [];
  for (let histogram = reader.nextIntervalHistogram(); histogram; histogram = reader.nextIntervalHistogram()) {
    read.push({ tag: histogram.tag, start: histogram.startTimeStampMsec, end: histogram.endTimeStampMsec, totalCount: histogram.totalCount });
  }
  return read;
}

function writeLog(payloads) {
  let text = "";
  const writer = new hdr.HistogramLogWriter((line) => (text += line));
  writer.outputLogFormatVersion();
  writer.outputLegend();
  payloads.forEach((payload, index) => {
    const histogram = hdr.decodeFromCompressedBase64(payload, 64);
    histogram.tag = `n${index}`;
    writer.outputIntervalHistogram(histogram, index, index + 2, 1);
  });
  return text;
}

const input = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({
  histograms: input.payloads.map(describe),
  read: readLog(input.log),
  log: writeLog(input.payloads),
}));
