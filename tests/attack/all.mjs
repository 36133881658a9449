export * from './kit.mjs';
export * from './payloads.mjs';
